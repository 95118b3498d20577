import type { TicketRow } from './ticket.repository.ts'

/**
 * Whether nobody has to look at a ticket before it goes to its unit: the rules and the agent say the same, and nothing in it is at risk.
 * @param ruled the unit the rules say; null: none, or not clearly one
 */
export function goesByItself(
  row: Pick<TicketRow, 'lead_unit' | 'urgency' | 'confidential' | 'type'>,
  ruled: string | null,
): boolean {
  const risky = row.urgency === 'critical' || row.confidential || row.type === 'report'
  return !risky && row.lead_unit !== '' && ruled === row.lead_unit
}
