import { type Selectable, sql } from 'kysely'
import { compactDay, formatTicketNo } from '#shared/ticket/ticket-number.ts'
import type { Db, Tx } from '../storage/query.ts'
import type { TicketsTable } from '../storage/tables/ticket.ts'
import { bigramsOf } from './bigram.rules.ts'

export type TicketRow = Selectable<TicketsTable>

/** The day's next number. The counter's row stays locked until the end, so a roll-back gives its number back: no gaps, no doubles. */
export async function takeTicketNo(tx: Tx, at: number): Promise<string> {
  const day = compactDay(at)
  const { last } = await tx
    .insertInto('ticket_counters')
    .values({ day, last: 1 })
    .onConflict((conflict) => conflict.column('day').doUpdateSet({ last: sql`ticket_counters.last + 1` }))
    .returning('last')
    .executeTakeFirstOrThrow()
  return formatTicketNo(day, last)
}

export async function insertTicket(tx: Tx, row: TicketRow): Promise<void> {
  await tx.insertInto('tickets').values(row).execute()
}

/** Which tickets: `seat` null for all of the hall; `before` a ticket number. */
export interface TicketSearch {
  readonly seat: string | null
  readonly before: string | null
  readonly limit: number
  readonly find:
    | { readonly by: 'all' }
    | { readonly by: 'number'; readonly number: string }
    | { readonly by: 'digits'; readonly digits: string; readonly phoneHash: string | null }
    | { readonly by: 'words'; readonly words: readonly string[] }
}

const like = (text: string): string => `%${text.replace(/[\\%_]/g, '\\$&')}%`

/** Newest first: numbers grow with time. */
export function searchTickets(db: Db, search: TicketSearch): Promise<TicketRow[]> {
  const { find } = search
  let query = db.selectFrom('tickets').selectAll().orderBy('ticket_no', 'desc').limit(search.limit)
  if (search.seat !== null) query = query.where('seat', '=', search.seat)
  if (search.before !== null) query = query.where('ticket_no', '<', search.before)
  if (find.by === 'number') query = query.where('ticket_no', 'like', `${find.number}%`)
  if (find.by === 'digits')
    query = query.where((of) =>
      of.or([
        of('ticket_no', 'like', like(find.digits)),
        of('title', 'like', like(find.digits)),
        ...(find.phoneHash === null ? [] : [of('phone_hash', '=', find.phoneHash)]),
      ]),
    )
  if (find.by === 'words')
    for (const word of find.words) {
      const pairs = bigramsOf(word)
      // The index finds the rows that hold all pairs; the text itself says whether they stand together.
      if (pairs.length > 0) query = query.where(sql<boolean>`bigrams @> ${pairs}::text[]`)
      query = query.where((of) => of.or([of('title', 'ilike', like(word)), of('content', 'ilike', like(word))]))
    }
  return query.execute()
}

export function findTicket(db: Db, ticketNo: string): Promise<TicketRow | undefined> {
  return db.selectFrom('tickets').selectAll().where('ticket_no', '=', ticketNo).executeTakeFirst()
}

/** The newest tickets of one number. */
export function ticketsOfPhone(db: Db, phoneHash: string, limit: number): Promise<TicketRow[]> {
  return db
    .selectFrom('tickets')
    .selectAll()
    .where('phone_hash', '=', phoneHash)
    .orderBy('submitted_at', 'desc')
    .limit(limit)
    .execute()
}
