import type { Session } from '#shared/contract/rest/sign-in.schema.ts'
import type { TicketAtHand } from '#shared/directory/suggest-entries.rules.ts'
import type { Disposer } from '#shared/kit/disposable.ts'
import { placeNotMentioned } from '#shared/ticket/place.ts'
import { type DirectoryDesk, openDirectoryDesk } from '../../directory/directory-desk.ts'
import type { Link } from '../../link/link-types.ts'
import type { SeatStore } from '../../seat/seat.store.ts'
import type { PhoneStore } from '../../telephony/phone.store.ts'
import { loadTicketData } from '../../ticket/ticket-data.ts'
import { selectedTab, type TicketDeskState } from '../../ticket/ticket-desk.store.ts'
import type { TicketDesk } from '../../ticket/ticket-desk.ts'

interface Sources {
  readonly link: Pick<Link, 'subscribe' | 'command'>
  readonly session: Pick<Session, 'seat'>
  readonly phone: PhoneStore
  readonly seat: SeatStore
  /** null: a role that writes no tickets. */
  readonly tickets: Pick<TicketDesk, 'store'> | null
}

/** Matter and place of the ticket that is shown, as long as it is being written. */
export function ticketAtHand(state: TicketDeskState): TicketAtHand {
  const phase = selectedTab(state)?.phase
  if (phase?.kind !== 'open' && phase?.kind !== 'submitting') return { matter: '', place: '' }
  const { matter, place } = phase.draft.input()
  return { matter, place: place === placeNotMentioned ? '' : place }
}

/** The directory of a desk with a phone. Its panel goes with the last call: there is nobody left to bring anybody to. */
export function directoryOfDesk(
  { link, session, phone, seat, tickets }: Sources,
  keep: (disposer: Disposer) => void,
): DirectoryDesk {
  const desk = openDirectoryDesk({
    subscribe: (topic, listener, refused) => link.subscribe(topic, ({ rows }) => listener(rows), { refused }),
    star: async (entryId, on) => (await link.command('directory.favourite', { entryId, on })).ok,
    words: loadTicketData,
    ticket: () => (tickets ? ticketAtHand(tickets.store.getState()) : { matter: '', place: '' }),
    own: session.seat,
    aheadMs: () => seat.getState().aheadMs,
  })
  keep(desk.close)
  const inCall = () => phone.getState().snapshot?.legs.some(({ state }) => state !== 'ended') === true
  let was = inCall()
  keep(
    phone.subscribe(() => {
      const is = inCall()
      if (was && !is) desk.closePanel()
      was = is
    }),
  )
  return desk
}
