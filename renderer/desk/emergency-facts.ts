import { placeNotMentioned } from '#shared/ticket/place.ts'
import type { EmergencyFacts } from '../telephony/emergency-button.tsx'
import { loadTicketData } from '../ticket/ticket-data.ts'
import { selectedTab } from '../ticket/ticket-desk.store.ts'
import type { Desk } from './open-desk.ts'

/** What the ticket at hand and the call say that an emergency service has to be told. */
export async function emergencyFacts({ tickets, currentCall }: Desk): Promise<EmergencyFacts> {
  const number = currentCall.getState().call?.number ?? ''
  const phase = tickets && selectedTab(tickets.store.getState())?.phase
  if (phase?.kind !== 'open' && phase?.kind !== 'submitting') return { place: '', matter: '', number }
  const { place, address, matter, title } = phase.draft.input()
  const { places, matters } = await loadTicketData()
  const where = place === placeNotMentioned ? [] : (places.get(place)?.path ?? [])
  return {
    place: [...where, address].filter(Boolean).join(' '),
    matter: title || (matters.get(matter)?.path.at(-1) ?? ''),
    number,
  }
}
