import { type Notification, Subscriber, type UserAgent } from 'sip.js'
import type { Clock } from '#shared/kit/clock.ts'
import type { Disposer } from '#shared/kit/disposable.ts'
import { nextRoster, type Roster } from '#shared/telephony/roster.rules.ts'
import { sipUri } from '../sip/line-agent.ts'
import { readConferenceInfo } from './conference-info.ts'

/** How long a subscription lasts before sip.js renews it, seconds; and how soon a lost document is asked for again, ms. */
const lastsS = 600
const askAgainMs = 500

export interface RosterWatch {
  readonly userAgent: UserAgent
  readonly conference: string
  readonly clock: Clock
  readonly hear: (roster: Roster) => void
}

/** Subscribes to who is in a conference (RFC 4575 3) until disposed of. A document that is none is left aside. */
export function watchRoster({ userAgent, conference, clock, hear }: RosterWatch): Disposer {
  let known: Roster | null = null
  let stopAsking: Disposer = () => undefined
  const subscriber = new Subscriber(userAgent, sipUri(conference), 'conference', {
    expires: lastsS,
    extraHeaders: ['Accept: application/conference-info+xml'],
  })
  const take = ({ request }: Notification): void => {
    const document = readConferenceInfo(request.body)
    if (document?.entity !== conference) return
    const next = nextRoster(known, document)
    if (next.kind === 'next') {
      known = next.roster
      hear(next.roster)
    } else if (next.kind === 'gap') {
      // A refresh is answered with a full document (RFC 4575 3.6).
      stopAsking()
      stopAsking = clock.after(askAgainMs, () => void subscriber.subscribe())
    }
  }
  subscriber.delegate = {
    onNotify: (notification) => {
      void notification.accept()
      take(notification)
    },
  }
  void subscriber.subscribe()
  return () => {
    stopAsking()
    void subscriber.dispose().catch(() => undefined)
  }
}
