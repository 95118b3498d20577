import { sql } from 'kysely'
import type { DayTicket } from '#shared/contract/rest/day.schema.ts'
import type { HallDay } from '#shared/kit/hall-day.ts'
import type { CallEvent } from '#shared/telephony/call-event.ts'
import { openStatuses } from '#shared/ticket/ticket-status.machine.ts'
import type { Handling } from '#shared/ticket/ticket-values.ts'
import type { Db } from '../storage/query.ts'

/** A call that began longer before the day than this is not read from its beginning, ms. */
const longestCallMs = 24 * 3_600_000

/** The events of every call the seat had to do with in the day, each call's from its beginning, in order. */
export async function callsOfSeat(db: Db, seat: string, day: HallDay): Promise<CallEvent[][]> {
  const rows = await db
    .selectFrom('call_events')
    .select(['call_id', 'event'])
    .where('call_id', 'in', (inner) =>
      inner
        .selectFrom('call_events')
        .select('call_id')
        .where('at', '>=', day.start - longestCallMs)
        .where('at', '<', day.end)
        .where((where) =>
          where.or([
            where(sql<string>`event::jsonb ->> 'seat'`, '=', seat),
            where(sql<string>`event::jsonb ->> 'from'`, '=', seat),
          ]),
        ),
    )
    .where('at', '<', day.end)
    .orderBy('call_id')
    .orderBy('event_id')
    .execute()
  const calls = new Map<string, CallEvent[]>()
  for (const { call_id, event } of rows) {
    const known = calls.get(call_id)
    const parsed = JSON.parse(event) as CallEvent
    if (known) known.push(parsed)
    else calls.set(call_id, [parsed])
  }
  return [...calls.values()]
}

/** How many tickets the seat handed in, by how they were handled. */
export async function handedInOf(db: Db, seat: string, day: HallDay): Promise<ReadonlyMap<Handling, number>> {
  const rows = await db
    .selectFrom('tickets')
    .select((select) => ['handling', select.fn.countAll<number>().as('count')])
    .where('seat', '=', seat)
    .where('submitted_at', '>=', day.start)
    .where('submitted_at', '<', day.end)
    .groupBy('handling')
    .execute()
  return new Map(rows.map(({ handling, count }) => [handling, Number(count)]))
}

/** How many of a list are given. */
const firstOnes = 20

interface Waiting {
  readonly total: number
  readonly first: DayTicket[]
}

const ownTickets = (db: Db, seat: string) =>
  db
    .selectFrom('tickets')
    .innerJoin('ticket_loops', 'ticket_loops.ticket_no', 'tickets.ticket_no')
    .where('seat', '=', seat)

async function firstOf(rows: ReturnType<typeof ownTickets>, by: 'changed_at' | 'due_at'): Promise<Waiting> {
  const { total } = await rows.select((select) => select.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  const first = await rows
    .select(['tickets.ticket_no as ticketNo', 'title', 'status', 'changed_at as changedAt', 'due_at as dueAt'])
    .orderBy(by)
    .orderBy('tickets.ticket_no')
    .limit(firstOnes)
    .execute()
  return { total: Number(total), first }
}

/** Tickets that came back to the seat to be mended, longest waiting first. */
export const sentBackTo = (db: Db, seat: string): Promise<Waiting> =>
  firstOf(ownTickets(db, seat).where('status', '=', 'DRAFT'), 'changed_at')

/** Open tickets of the seat that have a warning behind them or their limit, nearest end first. */
export const pressingOf = (db: Db, seat: string, at: number): Promise<Waiting> =>
  firstOf(
    ownTickets(db, seat)
      .where('status', 'in', openStatuses)
      .where('status', '!=', 'DRAFT')
      .where('due_at', 'is not', null)
      .where((where) => where.or([where('marked', '!=', 'calm'), where('due_at', '<', at)])),
    'due_at',
  )
