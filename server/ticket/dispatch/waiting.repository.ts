import type { Db } from '../../storage/query.ts'
import { type LoopedRow, loopedTickets } from '../ticket.repository.ts'

/** Those of the tickets that wait for their dispatch. */
export async function waitingTickets(db: Db, ticketNos: readonly string[]): Promise<LoopedRow[]> {
  if (ticketNos.length === 0) return []
  return loopedTickets(db)
    .where('tickets.ticket_no', 'in', [...ticketNos])
    .where('status', '=', 'TO_DISPATCH')
    .execute()
}
