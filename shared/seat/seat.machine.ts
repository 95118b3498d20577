import type { SeatEvent, SeatEventType } from './seat-event.ts'
import * as move from './seat-moves.rules.ts'
import type { SeatStanding } from './seat-standing.ts'
import type { SeatState } from './seat-state.ts'

/** Domestic practice: 60 s of wrap-up, and 60 s more once. */
export const usualSeatTimes: move.SeatTimes = { wrapUp: 60_000, extension: 60_000 }

type Row = { readonly [T in SeatEventType]?: move.Move<T> }

const always: Row = { 'signed-in': move.signIn, 'signed-out': move.signOut }
const atDesk: Row = { ...always, 'desk-gone': move.leave, 'desk-back': move.comeBack }
/** Calls by number, and the seat's own calls, are facts: they come in any state of a seat that is there. */
const callable: Row = { offered: move.ring, answered: move.talk, dialled: move.talk, moved: move.talk }
const inCall: Row = {
  ...always,
  'desk-gone': move.leaveInCall,
  'desk-back': move.comeBack,
  'choose-ready': move.readyNext,
  'choose-not-ready': move.notReadyNext,
  'bare-phone-up': move.barePhoneUpInCall,
  'bare-phone-gone': move.barePhoneGoneInCall,
  moved: move.talk,
  withdrawn: move.withdraw,
  ended: move.end,
}
/** A second call beside the first (a consult) leaves the seat where the first one put it. */
const secondCall: Row = { dialled: move.stay, offered: move.stay }

/** The one table of what may happen to a seat. What has no entry cannot happen in that state. */
export const seatTable: { readonly [S in SeatState]: Row } = {
  offline: { ...always, 'desk-back': move.signIn, 'bare-phone-up': move.barePhoneUp, 'bare-phone-gone': move.stay },
  'not-ready': {
    ...atDesk,
    ...callable,
    'choose-ready': move.becomeReady,
    'choose-not-ready': move.becomeNotReady,
    'bare-phone-up': move.barePhoneUp,
    'bare-phone-gone': move.barePhoneGone,
  },
  ready: {
    ...atDesk,
    ...callable,
    'choose-ready': move.stay,
    'choose-not-ready': move.becomeNotReady,
    'phone-lost': move.losePhone,
    'bare-phone-gone': move.barePhoneGone,
  },
  ringing: { ...inCall, declined: move.decline, answered: move.ofThisCall(move.talk), dialled: move.stay },
  talking: { ...inCall, ...secondCall, answered: move.ofThisCall(move.talk), held: move.hold, resumed: move.resume },
  hold: { ...inCall, ...secondCall, held: move.ofThisCall(move.stay), resumed: move.resume },
  'wrap-up': {
    ...atDesk,
    ...callable,
    'choose-ready': move.readyNext,
    'choose-not-ready': move.notReadyNext,
    'finish-wrap-up': move.finish,
    'wrap-up-over': move.runOut,
    'extend-wrap-up': move.extend,
  },
}

/**
 * What an event makes of a seat.
 * @returns the next standing (the same object where nothing changes); null where the event cannot happen now
 */
export function nextStanding(from: SeatStanding, event: SeatEvent, when: move.MoveTime): SeatStanding | null {
  const found = seatTable[from.state][event.type] as move.Move<SeatEventType> | undefined
  return found ? found(from, event, when) : null
}
