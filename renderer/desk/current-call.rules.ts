import type { PhoneSnapshot } from '#shared/contract/phone/phone-messages.ts'
import type { CallRow, SeatRow } from '#shared/contract/socket/topics.ts'

/** States of a seat whose call is its own. */
const inCall: ReadonlySet<SeatRow['state']> = new Set(['talking', 'hold', 'wrap-up'])

/**
 * The call that ticket and assistant are about: the one that is up on the phone, and after it the one that is wrapped up.
 * A call that only rings is not yet anybody's. Between the hanging up and the server's word of it, and while the phone takes a call up again
 * after a reload, the seat's own call stays: nothing on the desk goes and comes back.
 */
export function currentCall(
  snapshot: PhoneSnapshot | null,
  calls: ReadonlyMap<string, CallRow>,
  seat: SeatRow | null,
): CallRow | null {
  const up = snapshot?.legs.find(({ state }) => state === 'established')
  const row = up && [...calls.values()].find(({ sipCallId }) => sipCallId === up.sipCallId)
  // A consult is about the call that waits: ticket and assistant stay with that one.
  if (row) return calls.get(row.about?.callId ?? '') ?? row
  return seat && inCall.has(seat.state) && seat.callId !== null ? (calls.get(seat.callId) ?? null) : null
}
