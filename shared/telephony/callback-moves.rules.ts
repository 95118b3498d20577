import type { CallbackEvent, CallbackEventType } from './callback-event.ts'
import type { CallbackOutcome, CallbackTask } from './callback-task.ts'

/** Lengths in milliseconds, and how often nobody may answer before a task is given up. */
export interface CallbackTimes {
  /** A missed call is called back within this. */
  readonly due: number
  /** How long a seat may keep a task without ringing, and without saying what came of it. */
  readonly hold: number
  /** From a ring nobody answered to the next try. */
  readonly retry: number
  /** Who gets through by himself within this after his last missed call needs no callback. */
  readonly reachedWithin: number
  readonly tries: number
}

/** When something happens, and the lengths that hold then. */
export interface CallbackMoment {
  readonly at: number
  readonly times: CallbackTimes
}

/** Gives the task after the event; null: the event does not fit (another seat's, a time that was given anew). */
export type CallbackMove<T extends CallbackEventType> = (
  from: CallbackTask,
  event: Extract<CallbackEvent, { type: T }>,
  when: CallbackMoment,
) => CallbackTask | null

const free = { state: 'open', seat: null, heldUntil: null } as const
const closed = (from: CallbackTask, state: 'done' | 'given-up' | 'reached', at: number): CallbackTask => ({
  ...from,
  state,
  seat: null,
  heldUntil: null,
  closedAt: at,
})

/** Only by the seat that has it. */
export const byOwner =
  <T extends 'claim' | 'release' | 'dialled' | 'attempt'>(move: CallbackMove<T>): CallbackMove<T> =>
  (from, event, when) => {
    const { seat }: { seat: string } = event
    return from.seat === seat ? move(from, event, when) : null
  }

/** A second call in vain adds to the count; the time that was promised, or that the first one set, holds. */
export const miss: CallbackMove<'missed'> = (from, { callId }, { at, times }) => ({
  ...from,
  missed: from.missed + 1,
  missedAt: at,
  dueAt: from.missed === 0 && from.promisedBy === null ? at + times.due : from.dueAt,
  callId: from.state === 'called' ? from.callId : callId,
})
export const promise: CallbackMove<'promised'> = (from, { seat, dueAt, note, callId }) => ({
  ...from,
  promisedBy: seat,
  note: note === '' ? from.note : note,
  dueAt,
  callId: from.state === 'called' ? from.callId : (callId ?? from.callId),
})
export const claim: CallbackMove<'claim'> = (from, { seat }, { at, times }) => ({
  ...from,
  state: 'claimed',
  seat,
  heldUntil: at + times.hold,
})
/** The owner asks for the number again: nothing changes, and it gives no more time. */
export const keep = (from: CallbackTask): CallbackTask => from
export const giveBack = (from: CallbackTask): CallbackTask => ({ ...from, ...free })

export const dial: CallbackMove<'dialled'> = (from, { callId }) => ({
  ...from,
  state: 'called',
  heldUntil: null,
  attempts: from.attempts + 1,
  lastOutcome: null,
  spoke: false,
  callId,
})
export const hangUp: CallbackMove<'hung-up'> = (from, { callId, spoke }, { at, times }) =>
  from.callId === callId && from.heldUntil === null ? { ...from, spoke, heldUntil: at + times.hold } : null

const nobodyThere = (from: CallbackTask, { at, times }: CallbackMoment): CallbackTask => {
  const tried = { ...from, unanswered: from.unanswered + 1, lastOutcome: 'no-answer' } as const
  return tried.unanswered >= times.tries
    ? closed(tried, 'given-up', at)
    : { ...tried, ...free, dueAt: at + times.retry }
}
const after: Record<
  CallbackOutcome,
  (from: CallbackTask, dueAt: number | null, when: CallbackMoment) => CallbackTask | null
> = {
  reached: (from, _dueAt, { at }) => closed({ ...from, lastOutcome: 'reached' }, 'done', at),
  'no-answer': (from, _dueAt, when) => nobodyThere(from, when),
  'wrong-number': (from, _dueAt, { at }) => closed({ ...from, lastOutcome: 'wrong-number' }, 'given-up', at),
  // Somebody was there: the tries begin anew.
  later: (from, dueAt) => (dueAt === null ? null : { ...from, ...free, dueAt, lastOutcome: 'later', unanswered: 0 }),
}
export const conclude: CallbackMove<'attempt'> = (from, { outcome, dueAt }, when) => after[outcome](from, dueAt, when)
/** Rung from a phone the exchange does not know (a mobile): the attempt is counted with its outcome. */
export const rungElsewhere: CallbackMove<'attempt'> = (from, event, when) =>
  conclude({ ...from, attempts: from.attempts + 1 }, event, when)

export const loseHold: CallbackMove<'hold-over'> = (from, { heldUntil }) =>
  from.heldUntil === heldUntil ? giveBack(from) : null
/** Nobody said what came of it: what the exchange saw counts. */
export const concludeAlone: CallbackMove<'hold-over'> = (from, { heldUntil }, when) => {
  if (from.heldUntil !== heldUntil) return null
  return after[from.spoke ? 'reached' : 'no-answer'](from, null, when)
}

/** A promise stands although the citizen called about something meanwhile; so does a missed call of long ago. */
export const getThrough: CallbackMove<'got-through'> = (from, _event, { at, times }) =>
  from.promisedBy === null && from.missedAt !== null && at - from.missedAt <= times.reachedWithin
    ? closed(from, 'reached', at)
    : null
