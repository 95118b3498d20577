import type { TicketCase } from '#shared/ticket/ticket-case.ts'
import type { TopicPublisher, TopicSource } from '../ports/topics.ts'
import { actorOf, scopeId, scopeOf } from './actor.rules.ts'

/** Slots of a scope's topic: bounded, however many tickets move. */
const slots = 64
const slotOf = (ticketNo: string): string => String(Number(ticketNo.slice(-6)) % slots)

/** Tells everybody whose list or page may show the ticket that it moved. */
export function publishChange(
  publisher: TopicPublisher,
  { before, after, at }: { readonly before: TicketCase | null; readonly after: TicketCase; readonly at: number },
): void {
  const units = [before, after].flatMap((one) => (one === null ? [] : [one.unit, ...one.tasks.map(({ unit }) => unit)]))
  const scopes = new Set(['hall', after.author, ...units.filter((unit) => unit !== null)])
  const { ticketNo, rev, status } = after
  for (const id of scopes)
    publisher.publish({ name: 'ticket-changes', id }, [[slotOf(ticketNo), { ticketNo, rev, status, at }]])
}

/** A desk that comes fresh asks for its lists anyway: there is nothing to load. */
export const ticketChangesTopic = (unitOf: (seat: string) => string | null): TopicSource<'ticket-changes'> => ({
  load: async () => [],
  async allow(reader, id) {
    const scope = scopeOf(actorOf(reader, unitOf))
    return scope !== null && scopeId(scope) === id
  },
})
