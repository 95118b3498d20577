import type { Role } from '#shared/seat/seat-state.ts'
import type { Actor, TicketCase } from '#shared/ticket/ticket-case.ts'
import { type TicketRole, ticketRoles } from '#shared/ticket/ticket-status.machine.ts'
import type { TicketScope } from './ticket.repository.ts'

/**
 * Who a seat is to the tickets; null: its role has nothing to do with them.
 * @param directs whether an agent may send its own tickets to their unit 直派; asked where acts are decided on
 */
export function actorOf(
  of: { readonly seat: string; readonly role: Role },
  unitOf: (seat: string) => string | null,
  directs: (seat: string) => boolean = () => false,
): Actor | null {
  const role = ticketRoles.find((one): one is TicketRole => one === of.role)
  if (role === undefined) return null
  const direct = role === 'agent' && directs(of.seat)
  return { seat: of.seat, role, unit: role === 'unit' ? unitOf(of.seat) : null, ...(direct && { direct }) }
}

/** Whose tickets somebody reads: agents their own, units theirs, all others the hall's. A contact without a unit reads none. */
export function scopeOf(actor: Actor | null): TicketScope | null {
  if (actor === null) return null
  if (actor.role === 'agent') return { of: 'seat', seat: actor.seat }
  if (actor.role !== 'unit') return { of: 'hall' }
  return actor.unit === null ? null : { of: 'unit', unit: actor.unit }
}

/** Whether a ticket is in somebody's scope: agents their own, units those that lie with them or of which they have a part. */
export const sees = (actor: Actor, ticket: TicketCase): boolean => {
  if (actor.role === 'agent') return ticket.author === actor.seat
  if (actor.role !== 'unit') return true
  return ticket.unit === actor.unit || ticket.tasks.some(({ unit }) => unit === actor.unit)
}
