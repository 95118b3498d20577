import type { Clock } from '#shared/kit/clock.ts'
import type { Disposer } from '#shared/kit/disposable.ts'
import type { Storage, Work } from '../../storage/query.ts'
import type { CallChange, CallLog } from '../call-log.ts'
import { findStoredCall } from '../calls.repository.ts'
import { heldTasks } from './callbacks.repository.ts'
import type { Callbacks } from './callbacks.ts'
import { missedCall } from './missed-call.rules.ts'
import { forgottenCalls } from './missed-calls.repository.ts'

/** Calls in vain that no task was made of are looked for this far back at the start, ms. */
const lookBack = 24 * 3_600_000

export interface FollowParts {
  readonly storage: Storage
  readonly clock: Clock
  readonly log: Pick<CallLog, 'onChange'>
  readonly callbacks: Callbacks
  readonly onError: (error: unknown) => void
}

/** Makes tasks of calls in vain, closes those of callers who got through, and sees the seats ring. */
export interface CallFollower {
  /** Resolves once every change so far has been followed. */
  settled(): Promise<void>
  readonly close: Disposer
}

type Turn = (work: Work) => Promise<unknown>

/** Begins with what the last run left undone: a call is stored before its task is made. */
export async function followCalls(parts: FollowParts): Promise<CallFollower> {
  const { storage, callbacks, clock } = parts
  let tail: Promise<unknown> = Promise.resolve()
  const then = (turn: Turn) => {
    tail = tail.then(() => storage.transaction(turn)).catch(parts.onError)
  }
  const miss = (call: Parameters<typeof missedCall>[0]) => {
    const missed = missedCall(call)
    if (!missed) return
    const { number, origin, callId, at } = missed
    then((work) => callbacks.owe(work, { number, origin }, { event: { type: 'missed', callId }, at }))
  }
  const hear = (change: CallChange) => {
    for (const turn of turnsOf(callbacks, change)) then(turn)
    if (change.call.endedAt !== null) miss(change.call)
  }
  const stop = parts.log.onChange(hear)
  for (const call of await forgottenCalls(storage.db, clock.now() - lookBack)) miss(call)
  for (const task of await heldTasks(storage.db)) {
    callbacks.watch(task)
    if (task.state !== 'called' || task.heldUntil !== null || task.callId === null) continue
    const { taskId, callId } = task
    const call = await findStoredCall(storage.db, callId)
    // Its call ended while nobody listened.
    const spoke = call?.answeredAt != null
    if (!call || call.endedAt !== null)
      then((work) => callbacks.apply(work, { taskId }, { event: { type: 'hung-up', callId, spoke }, at: clock.now() }))
  }
  await tail
  return { settled: () => tail.then(() => undefined), close: stop }
}

function turnsOf(callbacks: Callbacks, { event, before, call }: CallChange): Turn[] {
  const { number, callId, direction, seat } = call
  const { at } = event
  if (number === null) return []
  if (direction === 'in')
    return event.type === 'answered' && before?.answeredAt === null
      ? [(work) => callbacks.apply(work, { number }, { event: { type: 'got-through' }, at })]
      : []
  if (event.type === 'dialled' && seat !== null)
    return [(work) => callbacks.apply(work, { number }, { event: { type: 'dialled', seat, callId }, at })]
  if (call.endedAt === null) return []
  const spoke = call.answeredAt !== null
  return [(work) => callbacks.apply(work, { number }, { event: { type: 'hung-up', callId, spoke }, at })]
}
