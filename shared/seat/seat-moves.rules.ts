import type { SeatEvent, SeatEventType } from './seat-event.ts'
import { offlineStanding, type SeatStanding } from './seat-standing.ts'

/** Lengths in milliseconds. */
export interface SeatTimes {
  readonly wrapUp: number
  /** How much the one extension adds. */
  readonly extension: number
}

/** When something happens, and the lengths that hold then. */
export interface MoveTime {
  readonly at: number
  readonly times: SeatTimes
}

/** Gives the next standing; null: the event does not fit this standing (another call's, a second extension). */
export type Move<T extends SeatEventType> = (
  from: SeatStanding,
  event: Extract<SeatEvent, { type: T }>,
  when: MoveTime,
) => SeatStanding | null

type OfCall = Extract<SeatEvent, { callId: string }>['type']

const bare = { reason: null, nextReason: null, callId: null, wrapUp: null } as const
const deskless = (at: number): SeatStanding => ({ ...offlineStanding(at), desk: 'gone' })

/** What comes after a call or wrap-up: gone where the desk is, not ready where that was chosen meanwhile, else ready. */
const free = (from: SeatStanding, at: number, idleSince: number): SeatStanding => {
  if (from.desk === 'gone') return deskless(at)
  const state = from.nextReason ? 'not-ready' : 'ready'
  return { ...from, ...bare, state, since: at, idleSince, reason: from.nextReason }
}

/** Only for the call the seat is in. */
export const ofThisCall =
  <T extends OfCall>(move: Move<T>): Move<T> =>
  (from, event, when) => {
    const { callId }: { callId: string } = event
    return from.callId === callId ? move(from, event, when) : null
  }

/** The event changes nothing, and is no error either. */
export const stay = (from: SeatStanding): SeatStanding => from

export const signIn = (_from: SeatStanding, _event: SeatEvent, { at }: MoveTime): SeatStanding => ({
  ...offlineStanding(at),
  state: 'not-ready',
  reason: 'signed-in',
  desk: 'here',
})
export const signOut: Move<'signed-out'> = (_from, _event, { at }) => offlineStanding(at)
export const leave: Move<'desk-gone'> = (_from, _event, { at }) => deskless(at)
export const leaveInCall: Move<'desk-gone'> = (from) => ({ ...from, desk: 'gone' })
export const comeBack: Move<'desk-back'> = (from) => ({ ...from, desk: 'here' })

export const barePhoneUp: Move<'bare-phone-up'> = (from, _event, { at }) =>
  from.desk === 'here' ? null : { ...offlineStanding(at), state: 'ready' }
/** Without a desk nobody can press anything, so losing the bare phone is leaving. */
export const barePhoneGone: Move<'bare-phone-gone'> = (from, _event, { at }) =>
  from.desk === 'none' ? offlineStanding(at) : null
export const barePhoneGoneInCall: Move<'bare-phone-gone'> = (from) =>
  from.desk === 'none' ? { ...from, desk: 'gone' } : null
export const barePhoneUpInCall: Move<'bare-phone-up'> = (from) =>
  from.desk === 'gone' ? { ...from, desk: 'none' } : null
export const losePhone: Move<'phone-lost'> = (from, _event, { at }) => ({
  ...from,
  ...bare,
  state: 'not-ready',
  since: at,
  reason: 'phone-lost',
})

export const becomeReady: Move<'choose-ready'> = (from, _event, { at }) => ({
  ...from,
  ...bare,
  state: 'ready',
  since: at,
  idleSince: at,
})
export const becomeNotReady: Move<'choose-not-ready'> = (from, { reason }, { at }) => ({
  ...from,
  ...bare,
  state: 'not-ready',
  since: at,
  reason,
})
export const readyNext: Move<'choose-ready'> = (from) => ({ ...from, nextReason: null })
export const notReadyNext: Move<'choose-not-ready'> = (from, { reason }) => ({ ...from, nextReason: reason })

/** A seat that is not ready may be called by number, or in the instant it chose so: afterwards it is not ready again. */
export const ring: Move<'offered'> = (from, { callId }, { at }) => ({
  ...from,
  ...bare,
  state: 'ringing',
  since: at,
  callId,
  nextReason: from.reason ?? from.nextReason,
})
export const decline = ofThisCall<'declined'>((from, { cause }, { at }) => {
  if (from.desk === 'gone') return deskless(at)
  const reason = cause === 'no-answer' ? 'no-answer' : cause === 'unreachable' ? 'phone-lost' : 'rejected'
  return { ...from, ...bare, state: 'not-ready', since: at, reason }
})
/** The caller left before anybody answered: the seat had no call, so its idle time goes on. */
export const withdraw = ofThisCall<'withdrawn'>((from, _event, { at }) => free(from, at, from.idleSince))

/** The next reason stands: a not ready seat that dials is not ready again after its wrap-up. */
export const talk = (from: SeatStanding, { callId }: { callId: string }, { at }: MoveTime): SeatStanding => ({
  ...from,
  ...bare,
  state: 'talking',
  since: at,
  callId,
  nextReason: from.reason ?? from.nextReason,
})
export const hold = ofThisCall<'held'>((from, _event, { at }) => ({ ...from, state: 'hold', since: at }))
export const resume = ofThisCall<'resumed'>((from, _event, { at }) => ({ ...from, state: 'talking', since: at }))
/** Without a desk nobody wraps up. */
export const end = ofThisCall<'ended'>((from, _event, { at, times }) =>
  from.desk === 'here'
    ? { ...from, state: 'wrap-up', since: at, wrapUp: { endsAt: at + times.wrapUp, extended: false } }
    : free(from, at, at),
)

export const finish: Move<'finish-wrap-up'> = (from, _event, { at }) => free(from, at, at)
export const runOut: Move<'wrap-up-over'> = (from, { endsAt }, { at }) =>
  from.wrapUp?.endsAt === endsAt ? free(from, at, at) : null
export const extend: Move<'extend-wrap-up'> = (from, _event, { times }) =>
  from.wrapUp && !from.wrapUp.extended
    ? { ...from, wrapUp: { endsAt: from.wrapUp.endsAt + times.extension, extended: true } }
    : null
