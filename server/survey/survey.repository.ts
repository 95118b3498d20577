import type { SurveyOutcome } from '#shared/survey/survey-outcome.ts'
import type { Db, Tx } from '../storage/query.ts'

/** A survey that begins. */
export interface AskedSurvey {
  /** Call-ID of the citizen's call to the survey. */
  readonly surveySipCallId: string
  /** Our id of the call it is about. */
  readonly callId: string
  readonly seat: string
  /** ms since the epoch */
  readonly askedAt: number
}

/** What is known of the survey of a call. `outcome` is null until it is known. */
export interface StoredSurvey {
  readonly seat: string
  readonly askedAt: number
  readonly outcome: SurveyOutcome | null
  readonly settledAt: number | null
}

export async function addSurvey(tx: Tx, { surveySipCallId, callId, seat, askedAt }: AskedSurvey): Promise<void> {
  await tx
    .insertInto('surveys')
    .values({
      survey_sip_call_id: surveySipCallId,
      call_id: callId,
      seat,
      asked_at: askedAt,
      outcome: null,
      settled_at: null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** Writes the outcome; the first one stands. False: no such survey, or it has an outcome. */
export async function settleSurvey(
  tx: Tx,
  { surveySipCallId, outcome, at }: { surveySipCallId: string; outcome: SurveyOutcome; at: number },
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('surveys')
    .set({ outcome, settled_at: at })
    .where('survey_sip_call_id', '=', surveySipCallId)
    .where('outcome', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** The latest survey about a call. */
export async function findSurvey(db: Db | Tx, callId: string): Promise<StoredSurvey | null> {
  const row = await db
    .selectFrom('surveys')
    .selectAll()
    .where('call_id', '=', callId)
    .orderBy('asked_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!row) return null
  return { seat: row.seat, askedAt: row.asked_at, outcome: row.outcome, settledAt: row.settled_at }
}
