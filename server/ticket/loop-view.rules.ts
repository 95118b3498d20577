import type { TicketLoop, TimelineEntry } from '#shared/contract/rest/tickets.schema.ts'
import type { Role } from '#shared/seat/seat-state.ts'
import type { TicketCase } from '#shared/ticket/ticket-case.ts'
import type { TicketStatus } from '#shared/ticket/ticket-status.machine.ts'
import type { AuditEntry } from './audit.rules.ts'

/** Where a ticket stands, for its page. */
export const toLoop = (ticket: TicketCase): Omit<TicketLoop, 'acts'> => ({
  unit: ticket.unit,
  contactDue: ticket.contact?.doneAt === null ? ticket.contact.due : null,
  returnUntil: ticket.returnUntil,
  returns: ticket.returns,
  ...(ticket.dispatchBasis !== undefined && { dispatchBasis: ticket.dispatchBasis }),
  designated: ticket.designated,
  extensions: ticket.extensions,
  reworks: ticket.reworks,
  asked: ticket.asked,
  reviewOn: ticket.reviewOn,
  tasks: [...ticket.tasks],
  reply: ticket.reply,
  missed: ticket.missed.length,
  evaluation: ticket.evaluation,
  supervision: ticket.supervision,
  closure: ticket.closure,
  mergedInto: ticket.mergedInto,
})

function wordsOf(said: unknown): TimelineEntry['said'] {
  if (typeof said !== 'object' || said === null) return []
  return Object.entries(said).flatMap(([field, value]) => {
    if (field === 'act' || value === '' || value === undefined) return []
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return wordsOf(value)
    return [{ field, value: Array.isArray(value) ? value.join('、') : String(value) }]
  })
}

/** Who may read that an act was refused. */
const readsRefusals = (role: Role): boolean => role === 'lead' || role === 'supervisor'

/** The trail as people read it; rows and hashes stay where they are. */
export const toTimeline = (trail: readonly AuditEntry[], reader: Role): TimelineEntry[] =>
  trail
    .filter(({ refused }) => refused === undefined || readsRefusals(reader))
    .map(({ at, seat, role, action, from, to, said, refused }) => ({
      at,
      seat,
      role: role ?? '',
      action,
      from: from as TicketStatus,
      to: to as TicketStatus,
      said: wordsOf(said),
      refused: refused ?? null,
    }))
