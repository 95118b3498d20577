import type { CommandHandlers } from '../ports/command.ts'
import { putCallQuality } from './call-quality.repository.ts'
import { findStoredCall, type StoredCall } from './calls.repository.ts'

/** Who took it, joined it, or handed it on. */
const tookPart = ({ seat, partners }: StoredCall, who: string): boolean =>
  seat === who || partners.some((partner) => partner.seat === who)

/** Takes a seat's word of how its own call sounded. */
export function callQualityHandlers(): Pick<CommandHandlers, 'call.quality'> {
  return {
    'call.quality': async ({ tx, seat, at }, { callId, ...quality }) => {
      const call = await findStoredCall(tx, callId)
      // Whether a call exists that is another seat's is not said.
      if (call === null || !tookPart(call, seat) || call.answeredAt === null)
        return { ok: false, reason: 'not-found', faults: [] }
      await putCallQuality(tx, { callId, seat, at }, quality)
      return { ok: true, result: {} }
    },
  }
}
