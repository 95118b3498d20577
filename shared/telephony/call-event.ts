import type { CallData } from './call-data.ts'

/** How a call ended, seen from the hall. */
export const endCauses = ['caller', 'seat', 'edge', 'failed'] as const
export type EndCause = (typeof endCauses)[number]

/** Why an offered seat did not take the call. */
export const declineCauses = ['no-answer', 'rejected', 'busy', 'unreachable'] as const
export type DeclineCause = (typeof declineCauses)[number]

/**
 * What happens to one call, in order. Stored append-only; the wall's figures, the seats' states and the history are computed from these alone.
 * `at` is milliseconds since the Unix epoch. `callId` is ours; `sipCallId` is the Call-ID header (RFC 3261 8.1.1.4), the same on both legs.
 */
export type CallEvent = { readonly callId: string; readonly at: number } & (
  | {
      readonly type: 'queued'
      readonly sipCallId: string
      readonly queue: string
      readonly callerNumber: string | null
      /** What another city's hotline told of it. */
      readonly cameWith?: CallData
    }
  | {
      readonly type: 'dialled'
      readonly sipCallId: string
      readonly seat: string
      readonly target: string
      /** The call of the same seat that this one is made for (a consult). */
      readonly about: string | null
    }
  | { readonly type: 'offered'; readonly seat: string }
  | { readonly type: 'declined'; readonly seat: string; readonly cause: DeclineCause }
  | { readonly type: 'answered'; readonly seat: string }
  | { readonly type: 'held'; readonly seat: string }
  | { readonly type: 'resumed'; readonly seat: string }
  /** The seat took its live call up again (INVITE with Replaces, RFC 3891); the call goes on under the new Call-ID. */
  | { readonly type: 'replaced'; readonly seat: string; readonly sipCallId: string }
  /** Another seat goes on with the caller in place of `from` (REFER, RFC 5589); the call goes on under the new Call-ID. */
  | { readonly type: 'transferred'; readonly from: string; readonly seat: string; readonly sipCallId: string }
  /** A seat sent the caller to a queue (REFER): the same call waits there under its new Call-ID, and that seat is out of it. */
  | { readonly type: 'requeued'; readonly from: string; readonly sipCallId: string; readonly queue: string }
  /** The caller goes on with somebody outside (`target`, a number) whom `from` sent it to; for the hall the call ends with that seat. */
  | { readonly type: 'sent-on'; readonly from: string; readonly target: string }
  /** Call data left with it for another city's hotline (`target`, a number) that `seat` called, or sent the caller to. */
  | { readonly type: 'data-sent'; readonly seat: string; readonly target: string }
  | { readonly type: 'abandoned' }
  | { readonly type: 'overflowed' }
  | { readonly type: 'ended'; readonly seat: string; readonly cause: EndCause }
)

export type CallEventType = CallEvent['type']
