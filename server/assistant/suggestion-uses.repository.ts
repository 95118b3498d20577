import type { Tx } from '../storage/query.ts'

/** Counts a use; a second use of the same suggestion in the same call is the same one. */
export async function countUse(
  tx: Tx,
  use: { readonly callId: string; readonly suggestionId: string; readonly seat: string; readonly at: number },
): Promise<void> {
  await tx
    .insertInto('suggestion_uses')
    .values({ call_id: use.callId, suggestion_id: use.suggestionId, seat: use.seat, at: use.at })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}
