import type { SeatStanding } from '#shared/seat/seat-standing.ts'
import { offlineStanding } from '#shared/seat/seat-standing.ts'
import type { Db, Tx } from '../storage/query.ts'
import type { SeatStandingsTable } from '../storage/tables/seat.ts'

/** A standing with the number of the change that made it. */
export interface StoredStanding {
  readonly revision: number
  readonly standing: SeatStanding
}

const fromRow = (row: SeatStandingsTable): StoredStanding => ({
  revision: row.revision,
  standing: {
    state: row.state,
    since: row.since,
    idleSince: row.idle_since,
    reason: row.reason,
    nextReason: row.next_reason,
    callId: row.call_id,
    wrapUp: row.wrap_up_ends_at === null ? null : { endsAt: row.wrap_up_ends_at, extended: row.wrap_up_extended },
    desk: row.desk,
  },
})

const toRow = (seat: string, { revision, standing }: StoredStanding): SeatStandingsTable => ({
  seat,
  revision,
  state: standing.state,
  since: standing.since,
  idle_since: standing.idleSince,
  reason: standing.reason,
  next_reason: standing.nextReason,
  call_id: standing.callId,
  wrap_up_ends_at: standing.wrapUp?.endsAt ?? null,
  wrap_up_extended: standing.wrapUp?.extended ?? false,
  desk: standing.desk,
})

export async function loadStandings(db: Db): Promise<Map<string, StoredStanding>> {
  const rows = await db.selectFrom('seat_standings').selectAll().execute()
  return new Map(rows.map((row) => [row.seat, fromRow(row)]))
}

/** Gives every account a standing; offline where there is none yet. */
export async function addStandings(tx: Tx, seats: readonly string[], at: number): Promise<void> {
  if (seats.length === 0) return
  await tx
    .insertInto('seat_standings')
    .values(seats.map((seat) => toRow(seat, { revision: 0, standing: offlineStanding(at) })))
    .onConflict((conflict) => conflict.column('seat').doNothing())
    .execute()
}

/** Reads a standing and keeps others from changing it until the transaction ends; null: no such seat. */
export async function takeStanding(tx: Tx, seat: string): Promise<StoredStanding | null> {
  const row = await tx.selectFrom('seat_standings').selectAll().where('seat', '=', seat).forUpdate().executeTakeFirst()
  return row ? fromRow(row) : null
}

export async function writeStanding(tx: Tx, seat: string, stored: StoredStanding): Promise<void> {
  const { seat: _key, ...row } = toRow(seat, stored)
  await tx.updateTable('seat_standings').set(row).where('seat', '=', seat).execute()
}
