import { type RawBuilder, sql } from 'kysely'
import type { RelatedTicket } from '#shared/contract/rest/tickets.schema.ts'
import type { Db } from '../storage/query.ts'

/** Whether the ticket names this credit code; has an index. */
export const ofFirm = (code: string): RawBuilder<boolean> =>
  sql<boolean>`tickets.ticket_no in (select m.ticket_no from ticket_more m where m.more::jsonb ->> 'uscc' = ${code})`

/**
 * Whether the enterprise a ticket names has the green channel. Looked up ticket by ticket, which a hashed `in` would not be: that gathers all
 * green tickets there ever were for a page of fifty. @param of the table of tickets
 */
export const isGreen = (of: 'tickets' | 'last'): RawBuilder<boolean> =>
  sql<boolean>`coalesce((select e.green from ticket_more m join enterprises e on e.code = m.more::jsonb ->> 'uscc'
    where m.ticket_no = ${sql.ref(`${of}.ticket_no`)}), false)`

/** An enterprise's newest tickets. Confidential ones are left out: who talks for it is not always who asked. */
export async function ticketsOfFirm(
  db: Db,
  code: string,
  limit: number,
): Promise<(RelatedTicket & { readonly submittedAt: number })[]> {
  const rows = await db
    .selectFrom('tickets')
    .select(['ticket_no', 'title', 'status', 'submitted_at'])
    .where(ofFirm(code))
    .where('confidential', '=', false)
    .orderBy('ticket_no', 'desc')
    .limit(limit)
    .execute()
  return rows.map((row) => ({
    ticketNo: row.ticket_no,
    title: row.title,
    status: row.status,
    submittedAt: row.submitted_at,
  }))
}
