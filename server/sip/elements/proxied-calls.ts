import type { Clock } from '#shared/kit/clock.ts'
import type { EndCause } from '#shared/telephony/call-event.ts'
import type { EdgeEvent } from '../../ports/sip.ts'
import type { ProxyNews } from './proxy-news.rules.ts'

/** How long a call that was sent to a seat may go without a word of the proxy, ms: longer than any phone rings there. */
const silenceMs = 60_000

/** Turns the news of proxies, which may be told twice, late or never, into what an edge would have said, once. */
export interface ProxiedCalls {
  hear(news: ProxyNews): void
  /** An element sent the call to a seat: the proxy's turn to say what becomes of it. */
  redirected(sipCallId: string): void
  /** The proxy brought it back. */
  back(sipCallId: string): void
  close(): void
}

interface ProxiedParts {
  readonly clock: Clock
  tell(event: EdgeEvent): void
}

export function createProxiedCalls({ clock, tell }: ProxiedParts): ProxiedCalls {
  const waiting = new Map<string, () => void>()
  /** Seats in answered calls. */
  const talking = new Map<string, Set<string>>()
  const phones = new Map<string, number>()

  const back = (sipCallId: string) => {
    waiting.get(sipCallId)?.()
    return waiting.delete(sipCallId)
  }
  const giveUp = (sipCallId: string, cause: EndCause) => {
    back(sipCallId)
    if (!talking.has(sipCallId)) tell({ type: 'given-up', sipCallId, cause, at: clock.now() })
  }
  const phonesAre = (user: string, contacts: number) => {
    if ((phones.get(user) ?? 0) === contacts) return
    if (contacts > 0) phones.set(user, contacts)
    else phones.delete(user)
    tell({ type: contacts > 0 ? 'registered' : 'unregistered', user, contacts, at: clock.now() })
  }
  const answered = (sipCallId: string, seat: string) => {
    back(sipCallId)
    const seats = talking.get(sipCallId) ?? new Set()
    talking.set(sipCallId, seats)
    if (seats.has(seat)) return
    seats.add(seat)
    tell({ type: 'answered', sipCallId, seat, at: clock.now() })
  }
  const ended = (sipCallId: string, cause: EndCause) => {
    const seats = talking.get(sipCallId) ?? []
    talking.delete(sipCallId)
    for (const seat of seats) tell({ type: 'ended', sipCallId, seat, cause, at: clock.now() })
  }
  const hear = (news: ProxyNews) => {
    if (news.type === 'phones') phonesAre(news.user, news.contacts)
    else if (news.type === 'dialled') tell({ ...news, about: null, at: clock.now() })
    else if (news.type === 'answered') answered(news.sipCallId, news.seat)
    else if (news.type === 'given-up') giveUp(news.sipCallId, news.cause)
    else ended(news.sipCallId, news.cause)
  }
  return {
    hear,
    redirected(sipCallId) {
      back(sipCallId)
      waiting.set(
        sipCallId,
        clock.after(silenceMs, () => giveUp(sipCallId, 'failed')),
      )
    },
    back: (sipCallId) => void back(sipCallId),
    close() {
      for (const sipCallId of [...waiting.keys()]) back(sipCallId)
    },
  }
}
