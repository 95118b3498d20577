import type { Role } from '#shared/seat/seat-state.ts'
import type { CallEvent } from '#shared/telephony/call-event.ts'
import type { CallPartner, CallRecord } from '#shared/telephony/call-record.rules.ts'
import type { Db, Tx } from '../storage/query.ts'
import type { CallsTable } from '../storage/tables/telephony.ts'

/** Calls of the same number before this one. */
export interface CallHistory {
  readonly callsToday: number
  readonly callsIn7Days: number
}
export type StoredCall = CallRecord & CallHistory

const fromRow = (row: CallsTable): StoredCall => ({
  callId: row.call_id,
  sipCallId: row.sip_call_id,
  direction: row.direction,
  queue: row.queue,
  number: row.number,
  seat: row.seat,
  partners: JSON.parse(row.partners) as CallPartner[],
  about: row.about,
  sentTo: row.sent_to,
  state: row.state,
  queuedAt: row.queued_at,
  offeredAt: row.offered_at,
  answeredAt: row.answered_at,
  endedAt: row.ended_at,
  endedBy: row.ended_by,
  callsToday: row.calls_today,
  callsIn7Days: row.calls_in_7_days,
})

const toRow = (call: StoredCall): CallsTable => ({
  call_id: call.callId,
  sip_call_id: call.sipCallId,
  direction: call.direction,
  queue: call.queue,
  number: call.number,
  seat: call.seat,
  partners: JSON.stringify(call.partners),
  about: call.about,
  sent_to: call.sentTo,
  state: call.state,
  queued_at: call.queuedAt,
  offered_at: call.offeredAt,
  answered_at: call.answeredAt,
  ended_at: call.endedAt,
  ended_by: call.endedBy,
  calls_today: call.callsToday,
  calls_in_7_days: call.callsIn7Days,
})

export async function putCall(tx: Tx, call: StoredCall): Promise<void> {
  const row = toRow(call)
  await tx
    .insertInto('calls')
    .values(row)
    .onConflict((conflict) => conflict.column('call_id').doUpdateSet(row))
    .execute()
}

/** Calls that are not over, and those that ended after `endedAfter`. */
export async function loadRecentCalls(db: Db, endedAfter: number): Promise<StoredCall[]> {
  const rows = await db
    .selectFrom('calls')
    .selectAll()
    .where((where) => where.or([where('ended_at', 'is', null), where('ended_at', '>', endedAfter)]))
    .orderBy('queued_at')
    .execute()
  return rows.map(fromRow)
}

export async function findStoredCall(db: Db | Tx, callId: string): Promise<StoredCall | null> {
  const row = await db.selectFrom('calls').selectAll().where('call_id', '=', callId).executeTakeFirst()
  return row ? fromRow(row) : null
}

/**
 * Whether a seat may know what is said in a call: a lead, a seat that is or was in it, and one that is consulted about it now.
 * A call nobody has answered yet is nobody's.
 */
export async function mayReadCall(db: Db | Tx, callId: string, reader: { seat: string; role: Role }): Promise<boolean> {
  const call = await findStoredCall(db, callId)
  if (!call || call.seat === null) return false
  if (reader.role === 'lead' || isIn(call, reader.seat)) return true
  const consults = await db
    .selectFrom('calls')
    .selectAll()
    .where('about', '=', callId)
    .where('ended_at', 'is', null)
    .execute()
  return consults.map(fromRow).some((consult) => isIn(consult, reader.seat))
}

/** Whether a call is or was one of this seat's. */
export const isIn = ({ seat, partners }: StoredCall, reader: string): boolean =>
  seat === reader || partners.some((partner) => partner.seat === reader)

/** How often the number called before `at`: since `dayStart`, and since `weekStart`. */
export async function countCalls(
  tx: Tx,
  number: string | null,
  since: { at: number; dayStart: number; weekStart: number },
): Promise<CallHistory> {
  if (number === null) return { callsToday: 0, callsIn7Days: 0 }
  const row = await tx
    .selectFrom('calls')
    .select((select) => [
      select.fn.countAll<number>().as('week'),
      select.fn.countAll<number>().filterWhere('queued_at', '>=', since.dayStart).as('today'),
    ])
    .where('number', '=', number)
    .where('direction', '=', 'in')
    .where('queued_at', '>=', since.weekStart)
    .where('queued_at', '<=', since.at)
    .executeTakeFirstOrThrow()
  return { callsToday: row.today, callsIn7Days: row.week }
}

export async function appendEvent(tx: Tx, event: CallEvent): Promise<void> {
  await tx
    .insertInto('call_events')
    .values({ call_id: event.callId, at: event.at, type: event.type, event: JSON.stringify(event) })
    .execute()
}

/** What another hotline told of a call it handed over; null: nothing. */
export async function findCameWith(db: Db, { callId, queuedAt }: Pick<StoredCall, 'callId' | 'queuedAt'>) {
  const row = await db
    .selectFrom('call_events')
    .select('event')
    .where('at', '=', queuedAt)
    .where('call_id', '=', callId)
    .where('type', '=', 'queued')
    .executeTakeFirst()
  const event = row && (JSON.parse(row.event) as CallEvent)
  return (event?.type === 'queued' && event.cameWith) || null
}

/** Events stored since `start`, in the order they were stored. What is read was written by appendEvent alone. */
export async function loadEvents(db: Db, start: number): Promise<CallEvent[]> {
  const rows = await db.selectFrom('call_events').select('event').where('at', '>=', start).orderBy('event_id').execute()
  return rows.map((row) => JSON.parse(row.event) as CallEvent)
}
