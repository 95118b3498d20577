import type { PhoneSnapshot } from '#shared/contract/phone/phone-messages.ts'
import type { CommandPayload } from '#shared/contract/socket/commands.ts'
import type { CallbackRow } from '#shared/contract/socket/topics.ts'
import { createDisposerList, type Disposer } from '#shared/kit/disposable.ts'
import type { CallbackOutcome } from '#shared/telephony/callback-task.ts'
import type { Link } from '../../link/link-types.ts'
import type { Dialler } from '../dial-button.tsx'
import { type CallbackFault, type CallbackStore, createCallbackStore, faultOf } from './callback.store.ts'
import { type CallbackFlowEvent, nextFlow } from './callback-flow.machine.ts'

/** What a desk does with callback tasks. A refusal lands in the store. */
export interface CallbackDesk {
  readonly store: CallbackStore
  /** How far the server's clock is ahead of this computer's, ms: the tasks' times are the server's. */
  aheadMs(): number
  /** Claims the task, gets its number and rings it. */
  call(taskId: string): void
  release(taskId: string): void
  /** Opens the question what came of it. */
  ask(row: CallbackRow): void
  /** @param at ms since the epoch, with `later` alone */
  conclude(taskId: string, outcome: CallbackOutcome, at: number | null): void
  /** Resolves to whether it is in line or done. */
  promise(payload: CommandPayload<'callback.promise'>): Promise<boolean>
  /** Puts the question away; the server goes by what the exchange saw. */
  dismiss(): void
  dismissFault(): void
  readonly close: Disposer
}

export interface CallbackDeskParts {
  readonly link: Pick<Link, 'command' | 'subscribe' | 'onSettled' | 'dismiss'>
  /** null: this window has no phone. */
  readonly dialler: Dialler | null
  readonly seat: string
  readonly aheadMs: () => number
}

const legsOf = (snapshot: PhoneSnapshot | null | undefined) => snapshot?.legs ?? []

/** Opens the tasks for a seat and follows its phone. */
export function openCallbackDesk({ link, dialler, seat, aheadMs }: CallbackDeskParts): CallbackDesk {
  const store = createCallbackStore()
  const open = createDisposerList()
  const fail = (fault: CallbackFault | null) => store.setState({ fault })
  const feed = (event: CallbackFlowEvent) => {
    const { flow } = store.getState()
    const next = nextFlow(flow, event)
    if (next !== flow) store.setState({ flow: next })
  }
  open.add(
    link.subscribe('callbacks', ({ rows }) => {
      store.setState({ rows })
      const { flow } = store.getState()
      // Claimed by this desk a moment ago, the row may still be the old one.
      if (flow.kind === 'asking' && rows.get(flow.taskId)?.seat !== seat) feed({ type: 'over', taskId: flow.taskId })
    }),
  )
  open.add(
    link.onSettled(({ name, key, outcome }) => {
      if (!name.startsWith('callback.') || outcome.ok) return
      fail(faultOf(outcome.reason))
      link.dismiss(key)
    }),
  )
  if (dialler)
    open.add(
      dialler.store.subscribe((now, before) => {
        if (now.fault !== before.fault && now.fault?.op === 'dial') feed({ type: 'not-dialled' })
        feed({ type: 'legs', legs: legsOf(now.snapshot) })
      }),
    )

  const call = async (taskId: string) => {
    if (!dialler || store.getState().flow.kind === 'claiming') return
    fail(null)
    feed({ type: 'claim', taskId })
    const answer = await link.command('callback.claim', { taskId })
    if (!answer.ok || answer.result === null) {
      feed({ type: 'not-claimed', taskId })
      return fail(answer.ok ? 'other' : faultOf(answer.reason))
    }
    const { number } = answer.result
    feed({ type: 'claimed', taskId, number, legs: legsOf(dialler.store.getState().snapshot) })
    dialler.acts.dial(number)
  }
  return {
    store,
    aheadMs,
    call: (taskId) => void call(taskId),
    release(taskId) {
      fail(null)
      void link.command('callback.release', { taskId }).then((answer) => {
        if (answer.ok) feed({ type: 'over', taskId })
        else fail(faultOf(answer.reason))
      })
    },
    ask: ({ taskId, number, spoke }) => feed({ type: 'ask', taskId, number, spoke }),
    conclude(taskId, outcome, at) {
      fail(null)
      feed({ type: 'over', taskId })
      void link.command('callback.attempt', { taskId, outcome, at }).then((answer) => {
        if (!answer.ok) fail(faultOf(answer.reason))
      })
    },
    async promise(payload) {
      fail(null)
      const answer = await link.command('callback.promise', payload)
      if (!answer.ok) fail(faultOf(answer.reason))
      return answer.ok
    },
    dismiss() {
      const { flow } = store.getState()
      if (flow.kind === 'asking') feed({ type: 'over', taskId: flow.taskId })
    },
    dismissFault: () => fail(null),
    close: open.dispose,
  }
}
