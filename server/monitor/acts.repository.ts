import type { Tx } from '../storage/query.ts'

/** What somebody did with another seat's call. */
export interface LeadAct {
  /** ms since the epoch */
  readonly at: number
  /** Who did it. */
  readonly seat: string
  readonly act: string
  /** Whose call. */
  readonly about: string
  readonly callId: string | null
}

/** Adds a row to the trail; rows are only ever added. */
export async function appendAct(tx: Tx, { at, seat, act, about, callId }: LeadAct): Promise<void> {
  await tx.insertInto('lead_acts').values({ at, seat, act, about, call_id: callId }).execute()
}
