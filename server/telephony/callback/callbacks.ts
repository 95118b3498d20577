import type { CallbackRow } from '#shared/contract/socket/topics.ts'
import type { Clock, NewId } from '#shared/kit/clock.ts'
import type { Disposer } from '#shared/kit/disposable.ts'
import { maskNumber } from '#shared/kit/phone-number.ts'
import { failure, type Result, success } from '#shared/kit/result.ts'
import { nextCallback } from '#shared/telephony/callback.machine.ts'
import type { CallbackEvent } from '#shared/telephony/callback-event.ts'
import type { CallbackTimes } from '#shared/telephony/callback-moves.rules.ts'
import { type CallbackTask, isClosed, newCallbackTask } from '#shared/telephony/callback-task.ts'
import type { TopicPublisher, TopicSource } from '../../ports/topics.ts'
import type { Storage, Work } from '../../storage/query.ts'
import { liveTasks, lockTask, openTask, saveTask, type WhichTask } from './callbacks.repository.ts'

export interface CallbacksParts {
  readonly storage: Storage
  readonly clock: Clock
  readonly publisher: TopicPublisher
  readonly newId: NewId
  readonly times: CallbackTimes
  readonly onError: (error: unknown) => void
}

/** Why an event moved no task. `not-now`: it is another seat's, or not in a state for it. */
export type CallbackRefusal = 'not-found' | 'not-now'

/** The callback tasks of the hall: each event in a transaction, then told to the desks. */
export interface Callbacks {
  readonly topic: TopicSource<'callbacks'>
  /** In a transaction of the caller's. */
  apply(work: Work, which: WhichTask, told: Told): Promise<Result<CallbackTask, CallbackRefusal>>
  /** The same, of a number that gets a task where it has none. */
  owe(work: Work, to: Pick<CallbackTask, 'number' | 'origin'>, told: Told): Promise<CallbackTask>
  /** Takes up the time a seat has for a task, after a start. */
  watch(task: CallbackTask): void
  readonly close: Disposer
}

/** What happened, and when (ms since the epoch). */
export interface Told {
  readonly event: CallbackEvent
  readonly at: number
}

/** Most rows a desk is given: more nobody works off. */
const most = 2000

const row = (task: CallbackTask): CallbackRow => ({
  taskId: task.taskId,
  state: task.state,
  number: maskNumber(task.number),
  origin: task.origin,
  missed: task.missed,
  missedAt: task.missedAt,
  promisedBy: task.promisedBy,
  note: task.note,
  dueAt: task.dueAt,
  createdAt: task.createdAt,
  seat: task.seat,
  heldUntil: task.heldUntil,
  attempts: task.attempts,
  lastOutcome: task.lastOutcome,
  spoke: task.spoke,
})

/** Opens the tasks. The time a seat has runs here: a task it does nothing with comes back by itself. */
export function createCallbacks(parts: CallbacksParts): Callbacks {
  const { storage, clock, publisher, times } = parts
  const timers = new Map<string, Disposer>()
  const ref = { name: 'callbacks', id: '' } as const

  const watch = ({ taskId, heldUntil }: CallbackTask) => {
    timers.get(taskId)?.()
    timers.delete(taskId)
    if (heldUntil === null) return
    const over = () => {
      timers.delete(taskId)
      const told = { event: { type: 'hold-over', heldUntil }, at: clock.now() } as const
      storage.transaction((work) => apply(work, { taskId }, told)).catch(parts.onError)
    }
    timers.set(taskId, clock.after(Math.max(0, heldUntil - clock.now()), over))
  }
  const say = (task: CallbackTask) => {
    watch(task)
    if (isClosed(task)) publisher.publish(ref, [], [task.taskId])
    else publisher.publish(ref, [[task.taskId, row(task)]])
  }
  const move = async (work: Work, from: CallbackTask, { event, at }: Told): Promise<CallbackTask | null> => {
    const task = nextCallback(from, event, { at, times })
    if (task === null) return null
    await saveTask(work.tx, task, { ...event, at })
    work.afterCommit(() => say(task))
    return task
  }
  const apply: Callbacks['apply'] = async (work, which, told) => {
    const from = await lockTask(work.tx, which)
    if (from === null) return failure('not-found')
    const task = await move(work, from, told)
    return task === null ? failure('not-now') : success(task)
  }
  return {
    topic: {
      load: async () => (await liveTasks(storage.db, most)).map((task) => [task.taskId, row(task)] as const),
      allow: async () => true,
    },
    apply,
    async owe(work, to, told) {
      const fresh = newCallbackTask({ ...to, taskId: parts.newId(), createdAt: told.at })
      const task = await move(work, await openTask(work.tx, fresh), told)
      if (task === null) throw new Error(`a task that is not closed refuses ${told.event.type}`)
      return task
    },
    watch,
    close() {
      for (const cancel of timers.values()) cancel()
    },
  }
}
