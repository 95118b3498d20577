import { isContactNumber } from '#shared/kit/phone-number.ts'
import type { CallRecord } from '#shared/telephony/call-record.rules.ts'
import type { CallbackOrigin } from '#shared/telephony/callback-task.ts'

/** What says whether a call was in vain. */
export type EndedCall = Pick<
  CallRecord,
  'callId' | 'direction' | 'queue' | 'number' | 'answeredAt' | 'endedAt' | 'endedBy'
>

/** A call of the queue that nobody answered, of a number that can be called back. */
export interface MissedCall {
  readonly callId: string
  readonly number: string
  readonly origin: Extract<CallbackOrigin, 'abandoned' | 'missed'>
  readonly at: number
}

/** What of an ended call is owed a callback; null: nothing. A seat that rang the hotline, and 无主叫号码, cannot be called back. */
export function missedCall(call: EndedCall): MissedCall | null {
  const { callId, number, endedAt } = call
  if (call.direction !== 'in' || call.queue === null || call.answeredAt !== null || endedAt === null) return null
  if (number === null || !isContactNumber(number)) return null
  return { callId, number, origin: call.endedBy === 'caller' ? 'abandoned' : 'missed', at: endedAt }
}
