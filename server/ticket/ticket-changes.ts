import type { TicketCase } from '#shared/ticket/ticket-case.ts'
import type { TopicPublisher, TopicSource } from '../ports/topics.ts'
import { actorOf, scopeOf } from './actor.rules.ts'

/** Slots of a scope's topic: bounded, however many tickets move. */
const slots = 64
const slotOf = (ticketNo: string): string => String(Number(ticketNo.slice(-6)) % slots)

/** Which seat speaks for which unit, and which agents' seats may send tickets to one 直派. */
export interface UnitContacts {
  readonly unitOf: (seat: string) => string | null
  readonly directs: (seat: string) => boolean
  readonly contactsOf: (unit: string) => readonly string[]
}

/** Where changes are told, and to whom of the units. */
export interface ChangePorts extends Pick<UnitContacts, 'contactsOf'> {
  readonly publisher: TopicPublisher
}

/** Tells everybody whose list or page may show the ticket that it moved. */
export function publishChange(
  { publisher, contactsOf }: ChangePorts,
  { before, after, at }: { readonly before: TicketCase | null; readonly after: TicketCase; readonly at: number },
): void {
  const units = [before, after].flatMap((one) => (one === null ? [] : [one.unit, ...one.tasks.map(({ unit }) => unit)]))
  const contacts = [...new Set(units)].flatMap((unit) => (unit === null ? [] : contactsOf(unit)))
  const { ticketNo, rev, status } = after
  for (const id of new Set(['hall', after.author, ...contacts]))
    publisher.publish({ name: 'ticket-changes', id }, [[slotOf(ticketNo), { ticketNo, rev, status, at }]])
}

/** A desk that comes fresh asks for its lists anyway: there is nothing to load. Agents and contacts read what is told to their own seat. */
export const ticketChangesTopic = ({ unitOf }: Pick<UnitContacts, 'unitOf'>): TopicSource<'ticket-changes'> => ({
  load: async () => [],
  async allow(reader, id) {
    const scope = scopeOf(actorOf(reader, unitOf))
    return scope !== null && id === (scope.of === 'hall' ? 'hall' : reader.seat)
  },
})
