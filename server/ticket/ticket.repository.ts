import { type Selectable, sql } from 'kysely'
import type { Narrowing } from '#shared/contract/rest/narrowing.schema.ts'
import { compactDay, formatTicketNo } from '#shared/ticket/ticket-number.ts'
import { openStatuses, type TicketStatus } from '#shared/ticket/ticket-status.machine.ts'
import type { Db, Tx } from '../storage/query.ts'
import type { TicketFlag } from '../storage/tables/near.ts'
import type { TicketsTable } from '../storage/tables/ticket.ts'
import { isGreen, ofFirm } from './firm-tickets.repository.ts'
import { bigramsOf } from './search/bigram.rules.ts'
import { numbersFrom, runningNumber } from './search/find-digits.rules.ts'

export type TicketRow = Selectable<TicketsTable>
/** A ticket with what its loop knows of it; null: it was handed in before there was one, and nobody acted on it since. */
export type LoopedRow = TicketRow & {
  readonly state: string | null
  readonly flags?: TicketFlag[] | null
  readonly green?: boolean
}

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

/** Whose tickets somebody reads: all of the hall's, a seat's own, or those that lie with a unit or of which it has a part. */
export type TicketScope =
  | { readonly of: 'hall' }
  | { readonly of: 'seat'; readonly seat: string }
  | { readonly of: 'unit'; readonly unit: string }

/** Which tickets; `before` a ticket number, `at` the moment limits are judged by (ms). */
export interface TicketSearch {
  readonly scope: TicketScope
  readonly status?: readonly TicketStatus[] | undefined
  readonly due?: 'near' | 'overdue' | undefined
  readonly supervised?: boolean
  /** Credit code: tickets of this enterprise alone. */
  readonly firm?: string | undefined
  readonly at: number
  readonly before: string | null
  readonly limit: number
  readonly order?: 'newest' | 'rush'
  readonly within?: Narrowing
  readonly find:
    | { readonly by: 'all' }
    | { readonly by: 'number'; readonly number: string }
    | { readonly by: 'digits'; readonly digits: string; readonly phoneHash: string | null }
    | { readonly by: 'words'; readonly words: readonly string[] }
}

const like = (text: string): string => `%${text.replace(/[\\%_]/g, '\\$&')}%`

/** Newest first: numbers grow with time. */
export function searchTickets(db: Db, search: TicketSearch): Promise<LoopedRow[]> {
  const { find } = search
  let query = inOrder(listed(db, search.scope).limit(search.limit), search)
  if (search.status !== undefined && search.status.length > 0) query = query.where('status', 'in', search.status)
  if (search.due === 'near') query = query.where('due_at', 'is not', null).where('marked', '!=', 'calm')
  if (search.due === 'overdue') query = query.where('due_at', '<', search.at)
  if (search.supervised === true) query = query.where('supervised', '=', true)
  if (search.within) query = narrowed(query, search.within)
  if (search.firm !== undefined) {
    query = query.where(ofFirm(search.firm))
    // Whose it is stays unknown to a unit that reads a confidential ticket.
    if (search.scope.of === 'unit') query = query.where('confidential', '=', false)
  }
  if (find.by === 'number') {
    const { first, last } = numbersFrom(find.number.replace(/^TJ/, ''))
    query = query.where('tickets.ticket_no', '>=', first).where('tickets.ticket_no', '<=', last)
  }
  if (find.by === 'digits') query = withDigits(query, find, search.scope)
  if (find.by === 'words')
    for (const word of find.words) {
      const pairs = bigramsOf(word)
      // The index finds the rows that hold all pairs; the text itself says whether they stand together.
      if (pairs.length > 0) query = query.where(sql<boolean>`bigrams @> ${pairs}::text[]`)
      query = query.where((of) => of.or([of('title', 'ilike', like(word)), of('content', 'ilike', like(word))]))
    }
  return query.execute()
}

/** Within a place, with a unit, of days: numbers begin with the day they were taken on. */
function narrowed(query: Searching, { place, unit, from, to }: Narrowing): Searching {
  let within = query
  // ':' follows '9': all codes that begin with this one.
  if (place !== '')
    within = within.where(sql<boolean>`place collate "C" >= ${place} and place collate "C" < ${`${place}:`}`)
  if (unit !== '') within = within.where('ticket_loops.unit', '=', unit)
  if (from !== '') within = within.where('tickets.ticket_no', '>=', numbersFrom(from.replaceAll('-', '')).first)
  if (to !== '') within = within.where('tickets.ticket_no', '<=', numbersFrom(to.replaceAll('-', '')).last)
  return within
}

/** Digits are a telephone number, the beginning or the end of a ticket's, or stand in its title. Each way has an index. */
function withDigits(
  query: Searching,
  { digits, phoneHash }: { readonly digits: string; readonly phoneHash: string | null },
  scope: TicketScope,
) {
  const { first, last } = numbersFrom(digits)
  const running = runningNumber(digits)
  return query.where((of) => {
    const ofNumber = phoneHash === null ? [] : [of('phone_hash', '=', phoneHash)]
    // What is found by a number says whose it is: of a confidential ticket that would tell a unit who asks.
    const askable = scope.of === 'unit' ? [of('confidential', '=', false)] : []
    return of.or([
      of.and([of('tickets.ticket_no', '>=', first), of('tickets.ticket_no', '<=', last)]),
      of.and([sql<boolean>`bigrams @> ${bigramsOf(digits)}::text[]`, of('title', 'like', like(digits))]),
      ...(running === null ? [] : [sql<boolean>`right(tickets.ticket_no, 6) = ${running}`]),
      ...ofNumber.map((same) => of.and([same, ...askable])),
    ])
  })
}

type Searching = ReturnType<typeof listed>
const listed = (db: Db, scope: TicketScope) =>
  inScope(db, scope)
    .selectAll('tickets')
    .select('ticket_loops.state')
    .select(
      sql<
        TicketFlag[]
      >`array(select f.flag from ticket_flags f where f.ticket_no = tickets.ticket_no order by f.flag)`.as('flags'),
    )
    .select(isGreen('tickets').as('green'))

/** 特急 first, then 紧急; of the same urgency the green channel (绿色通道) first. */
const rush = sql<number>`(case urgency when 'critical' then 0 when 'urgent' then 1 else 2 end)`
const greenLast = sql<boolean>`not ${isGreen('tickets')}`

/** The page after `before`, in the order asked for. A cursor is a place in the order, not a count: rows that come and go move nobody. */
function inOrder(query: Searching, { order, before }: TicketSearch): Searching {
  if (order !== 'rush') {
    const newest = query.orderBy('tickets.ticket_no', 'desc')
    return before === null ? newest : newest.where('tickets.ticket_no', '<', before)
  }
  const first = query.orderBy(rush).orderBy(greenLast).orderBy('tickets.ticket_no')
  if (before === null) return first
  return first.where(
    sql<boolean>`(${rush}, ${greenLast}, tickets.ticket_no) > (select case last.urgency when 'critical' then 0 when 'urgent' then 1 else 2 end,
      not ${isGreen('last')}, last.ticket_no
      from tickets last where last.ticket_no = ${before})`,
  )
}

/** One ticket, if it is in the scope. */
export function findTicket(db: Db, ticketNo: string, scope: TicketScope): Promise<LoopedRow | undefined> {
  return listed(db, scope).where('tickets.ticket_no', '=', ticketNo).executeTakeFirst()
}

/** Every ticket with what its loop knows of it: where all readers of `LoopedRow` begin. */
export const loopedTickets = (db: Db) => withLoops(db).selectAll('tickets').select('ticket_loops.state')

const withLoops = (db: Db) =>
  db.selectFrom('tickets').leftJoin('ticket_loops', 'ticket_loops.ticket_no', 'tickets.ticket_no')

/** The tickets somebody may read. */
export function inScope(db: Db, scope: TicketScope) {
  const all = withLoops(db)
  if (scope.of === 'hall') return all
  if (scope.of === 'seat') return all.where('seat', '=', scope.seat)
  return all.where((of) =>
    of.or([
      of('ticket_loops.unit', '=', scope.unit),
      of(
        'tickets.ticket_no',
        'in',
        of.selectFrom('ticket_tasks').select('ticket_tasks.ticket_no').where('ticket_tasks.unit', '=', scope.unit),
      ),
    ]),
  )
}

/** The newest tickets of one number. */
export function ticketsOfPhone(db: Db, phoneHash: string, limit: number): Promise<LoopedRow[]> {
  return loopedTickets(db).where('phone_hash', '=', phoneHash).orderBy('submitted_at', 'desc').limit(limit).execute()
}

/** How many tickets a number has, how many of them are not at their end, and in how many it wished to stay unknown to the units. */
export async function countsOfPhone(
  db: Db,
  phoneHash: string,
): Promise<{ tickets: number; open: number; confidential: number }> {
  const { countAll } = db.fn
  const counted = await db
    .selectFrom('tickets')
    .select([
      countAll().as('tickets'),
      countAll().filterWhere('status', 'in', openStatuses).as('open'),
      countAll().filterWhere('confidential', '=', true).as('confidential'),
    ])
    .where('phone_hash', '=', phoneHash)
    .executeTakeFirstOrThrow()
  return {
    tickets: Number(counted.tickets),
    open: Number(counted.open),
    confidential: Number(counted.confidential),
  }
}
