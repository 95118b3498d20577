import { isWithin } from './revisit-hours.rules.ts'
import type { TicketCase } from './ticket-case.ts'
import type { By, LoopRefusal } from './ticket-guards.rules.ts'
import type { TimeLimits } from './time-limits.ts'

/** Whether somebody may ring the citizen about the result now: who took the revisit up, while it runs, in the hours citizens are called; null: yes. */
export function revisitCallRefusal(
  ticket: Pick<TicketCase, 'status' | 'revisiting'>,
  { actor, at }: By,
  { revisit }: Pick<TimeLimits, 'revisit'>,
): LoopRefusal | null {
  if (actor.role !== 'revisit') return 'wrong-role'
  if (ticket.status !== 'REVISITING') return 'wrong-state'
  if (ticket.revisiting?.by !== actor.seat) return 'not-your-ticket'
  return isWithin(revisit.hours, at) ? null : 'outside-hours'
}
