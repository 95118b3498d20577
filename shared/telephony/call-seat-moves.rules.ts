import type { CallEvent, DeclineCause } from './call-event.ts'
import type { CallRecord } from './call-record.rules.ts'

/** What a call does to a seat, in the words of the seat's machine. */
export type SeatMove =
  | {
      readonly type: 'offered' | 'withdrawn' | 'dialled' | 'answered' | 'held' | 'resumed' | 'ended'
      readonly callId: string
    }
  /** Another call is the seat's own now: it took it over while it talked in one made for it. */
  | { readonly type: 'moved'; readonly callId: string }
  | { readonly type: 'declined'; readonly callId: string; readonly cause: DeclineCause }

/** Whom the event moves, and how; null: no seat. `before` is the call before the event. */
export function seatMove(before: CallRecord | null, event: CallEvent): { seat: string; move: SeatMove } | null {
  const { callId } = event
  switch (event.type) {
    case 'queued':
    case 'replaced':
    case 'sent-on':
    case 'data-sent':
      return null
    // At once: the call may be over before the end of the seat's own part in it is told.
    case 'requeued':
      return { seat: event.from, move: { type: 'ended', callId } }
    case 'abandoned':
    case 'overflowed':
      return before?.seat ? { seat: before.seat, move: { type: 'withdrawn', callId } } : null
    case 'transferred':
      return { seat: event.seat, move: { type: 'moved', callId } }
    case 'declined':
      return { seat: event.seat, move: { type: 'declined', callId, cause: event.cause } }
    case 'ended':
      return { seat: event.seat, move: { type: before?.answeredAt == null ? 'withdrawn' : 'ended', callId } }
    default:
      return { seat: event.seat, move: { type: event.type, callId } }
  }
}
