import type { Leg } from '#shared/contract/phone/phone-messages.ts'
import type { CallRow, SeatRow } from '#shared/contract/socket/topics.ts'

/**
 * The call a leg belonged to; null: none the server knows, as of a seat asked for advice. A leg that was taken up again after a reload goes by another
 * Call-ID there: alone on the phone it can only be the seat's own call.
 */
export function callOfLeg(
  leg: Leg,
  alone: boolean,
  known: { readonly calls: ReadonlyMap<string, CallRow>; readonly seat: SeatRow | null },
): string | null {
  const row = [...known.calls.values()].find(({ sipCallId }) => sipCallId === leg.sipCallId)
  return row?.callId ?? (alone ? (known.seat?.callId ?? null) : null)
}
