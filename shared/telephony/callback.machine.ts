import type { CallbackEvent, CallbackEventType } from './callback-event.ts'
import * as move from './callback-moves.rules.ts'
import type { CallbackState, CallbackTask } from './callback-task.ts'

const minute = 60_000

/** Missed calls are called back within half an hour; a seat has ten minutes; three tries half an hour apart. */
export const usualCallbackTimes: move.CallbackTimes = {
  due: 30 * minute,
  hold: 10 * minute,
  retry: 30 * minute,
  reachedWithin: 30 * minute,
  tries: 3,
}

type Row = { readonly [T in CallbackEventType]?: move.CallbackMove<T> }

/** What happens outside the hall, and promises, come in any state of a task that is not closed. */
const owed: Row = { missed: move.miss, promised: move.promise, 'got-through': move.getThrough }
const held: Row = {
  ...owed,
  claim: move.byOwner(move.keep),
  release: move.byOwner(move.giveBack),
  'take-away': move.giveBack,
  dialled: move.byOwner(move.dial),
}

/** The one table of what may happen to a callback task. What has no entry cannot happen in that state. */
export const callbackTable: { readonly [S in CallbackState]: Row } = {
  open: { ...owed, claim: move.claim },
  claimed: { ...held, attempt: move.byOwner(move.rungElsewhere), 'hold-over': move.loseHold },
  called: { ...held, 'hung-up': move.hangUp, attempt: move.byOwner(move.conclude), 'hold-over': move.concludeAlone },
  done: {},
  'given-up': {},
  reached: {},
}

/**
 * What an event makes of a task.
 * @returns the task after it (the same object where nothing changes); null where the event cannot happen now
 */
export function nextCallback(from: CallbackTask, event: CallbackEvent, when: move.CallbackMoment): CallbackTask | null {
  const found = callbackTable[from.state][event.type] as move.CallbackMove<CallbackEventType> | undefined
  return found ? found(from, event, when) : null
}
