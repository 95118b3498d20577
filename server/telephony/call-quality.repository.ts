import type { CallQuality } from '#shared/contract/phone/sound.schema.ts'
import type { Tx } from '../storage/query.ts'

/** Stores how a call sounded at a seat; a later word of the same seat (its page was loaded anew) takes the place of the one before. */
export async function putCallQuality(
  tx: Tx,
  of: { readonly callId: string; readonly seat: string; readonly at: number },
  quality: CallQuality,
): Promise<void> {
  const measured = {
    at: of.at,
    seconds: quality.seconds,
    mos_average: quality.mosAverage,
    mos_lowest: quality.mosLowest,
    loss: quality.loss,
    sent_loss: quality.sentLoss,
    jitter_ms: quality.jitterMs,
    rtt_ms: quality.rttMs,
    silent_seconds: quality.silentSeconds,
  }
  await tx
    .insertInto('call_quality')
    .values({ call_id: of.callId, seat: of.seat, ...measured })
    .onConflict((conflict) => conflict.columns(['call_id', 'seat']).doUpdateSet(measured))
    .execute()
}
