import type { RecordingRow, RecordingSpan } from '#shared/contract/rest/recordings.schema.ts'
import type { Db, Tx } from '../storage/query.ts'
import type { RecordingActsTable, RecordingsTable } from '../storage/tables/recording.ts'

/** A recording as stored. */
export interface StoredRecording extends RecordingRow {
  readonly legId: string
  /** How many chunks each channel has; null: not ended, or cut off. */
  readonly chunks: { readonly agent: number; readonly party: number } | null
  readonly deletedAt: number | null
}

const fromRow = (row: RecordingsTable): StoredRecording => ({
  recordingId: row.recording_id,
  callId: row.call_id,
  seat: row.seat,
  legId: row.leg_id,
  startedAt: row.started_at,
  ms: row.ms,
  ended: row.ended_at !== null,
  spans: JSON.parse(row.spans) as RecordingSpan[],
  chunks: row.chunks === null ? null : (JSON.parse(row.chunks) as StoredRecording['chunks']),
  deletedAt: row.deleted_at,
})

/** The leg's recording; made where there is none. */
export async function openRecording(
  tx: Tx,
  fresh: Pick<StoredRecording, 'recordingId' | 'callId' | 'seat' | 'legId' | 'startedAt'>,
): Promise<StoredRecording> {
  const { recordingId, callId, seat, legId, startedAt } = fresh
  await tx
    .insertInto('recordings')
    .values({
      recording_id: recordingId,
      call_id: callId,
      seat,
      leg_id: legId,
      started_at: startedAt,
      ms: 0,
      spans: '[]',
      chunks: null,
      ended_at: null,
      deleted_at: null,
    })
    .onConflict((conflict) => conflict.columns(['call_id', 'seat', 'leg_id']).doNothing())
    .execute()
  const row = await tx
    .selectFrom('recordings')
    .selectAll()
    .where('call_id', '=', callId)
    .where('seat', '=', seat)
    .where('leg_id', '=', legId)
    .executeTakeFirstOrThrow()
  return fromRow(row)
}

/** What is known of it by now. */
export async function saveRecording(
  tx: Tx,
  recordingId: string,
  now: { ms: number; spans: readonly RecordingSpan[]; chunks: StoredRecording['chunks']; endedAt: number | null },
): Promise<void> {
  await tx
    .updateTable('recordings')
    .set({
      ms: now.ms,
      spans: JSON.stringify(now.spans),
      chunks: now.chunks && JSON.stringify(now.chunks),
      ended_at: now.endedAt,
    })
    .where('recording_id', '=', recordingId)
    .execute()
}

export async function findRecording(db: Db, recordingId: string): Promise<StoredRecording | null> {
  const row = await db.selectFrom('recordings').selectAll().where('recording_id', '=', recordingId).executeTakeFirst()
  return row ? fromRow(row) : null
}

/** Of a call, the first first; what the rule deleted is not among them. */
export async function recordingsOfCall(db: Db, callId: string): Promise<StoredRecording[]> {
  const rows = await db
    .selectFrom('recordings')
    .selectAll()
    .where('call_id', '=', callId)
    .where('deleted_at', 'is', null)
    .orderBy('started_at')
    .execute()
  return rows.map(fromRow)
}

/** Which of these calls have sound. */
export async function recordedCalls(db: Db, callIds: readonly string[]): Promise<Set<string>> {
  if (callIds.length === 0) return new Set()
  const rows = await db
    .selectFrom('recordings')
    .select('call_id')
    .distinct()
    .where('call_id', 'in', [...callIds])
    .where('deleted_at', 'is', null)
    .where('ms', '>', 0)
    .execute()
  return new Set(rows.map((row) => row.call_id))
}

/** Begun before `before` and not yet deleted, the oldest first. */
export async function oldRecordings(db: Db, before: number, limit: number): Promise<StoredRecording[]> {
  const rows = await db
    .selectFrom('recordings')
    .selectAll()
    .where('started_at', '<', before)
    .where('deleted_at', 'is', null)
    .orderBy('started_at')
    .limit(limit)
    .execute()
  return rows.map(fromRow)
}

export async function markDeleted(tx: Tx, recordingId: string, at: number): Promise<void> {
  await tx.updateTable('recordings').set({ deleted_at: at }).where('recording_id', '=', recordingId).execute()
}

/** Something done with a recording. `seat` null: the rule did it. */
export interface RecordingAct extends Pick<RecordingActsTable, 'at' | 'seat' | 'act' | 'reason'> {
  readonly accessId: string
  readonly recordingId: string
  readonly callId: string
}

/** Adds a row to the trail; rows are only ever added. */
export async function appendRecordingAct(tx: Tx, done: RecordingAct): Promise<void> {
  const { at, seat, act, accessId, recordingId, callId, reason } = done
  await tx
    .insertInto('recording_acts')
    .values({ at, seat, act, access_id: accessId, recording_id: recordingId, call_id: callId, reason })
    .execute()
}
