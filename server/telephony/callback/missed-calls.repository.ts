import type { Db } from '../../storage/query.ts'
import type { EndedCall } from './missed-call.rules.ts'

/**
 * Calls of the queue that ended in vain since `since` (ms) and that no task knows of: the program stopped before it was made. Who called again
 * later and was answered is owed nothing. Oldest first.
 */
export async function forgottenCalls(db: Db, since: number): Promise<EndedCall[]> {
  const rows = await db
    .selectFrom('calls')
    .select(['call_id', 'direction', 'queue', 'number', 'answered_at', 'ended_at', 'ended_by'])
    .where('direction', '=', 'in')
    .where('answered_at', 'is', null)
    .where('ended_at', '>=', since)
    .where('number', 'is not', null)
    .where((of) =>
      of.not(
        of.exists(
          of
            .selectFrom('callback_tasks')
            .select('task_id')
            .whereRef('callback_tasks.number', '=', 'calls.number')
            .whereRef('callback_tasks.missed_at', '>=', 'calls.ended_at'),
        ),
      ),
    )
    .where((of) =>
      of.not(
        of.exists(
          of
            .selectFrom('calls as later')
            .select('later.call_id')
            .whereRef('later.number', '=', 'calls.number')
            .whereRef('later.answered_at', '>=', 'calls.ended_at'),
        ),
      ),
    )
    .orderBy('ended_at')
    .limit(5000)
    .execute()
  return rows.map((row) => ({
    callId: row.call_id,
    direction: row.direction,
    queue: row.queue,
    number: row.number,
    answeredAt: row.answered_at,
    endedAt: row.ended_at,
    endedBy: row.ended_by,
  }))
}
