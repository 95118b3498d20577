import { createStore, type StoreApi } from 'zustand/vanilla'
import type { CommandRefusal } from '#shared/contract/socket/envelope.ts'
import type { CallbackRow } from '#shared/contract/socket/topics.ts'
import type { CallbackFlow } from './callback-flow.machine.ts'

/** What the server did not do, in one of the words people are told. */
export type CallbackFault = 'taken' | 'gone' | 'not-now' | 'bad-number' | 'unreachable' | 'other'

/** The hall's callback tasks, and where this desk is with one of them. */
export interface CallbackView {
  /** null until the first snapshot. */
  readonly rows: ReadonlyMap<string, CallbackRow> | null
  readonly flow: CallbackFlow
  /** Stays until dismissed, or until the next thing is done. */
  readonly fault: CallbackFault | null
}
export type CallbackStore = StoreApi<CallbackView>

/** Makes the store of one desk. */
export const createCallbackStore = (): CallbackStore =>
  createStore<CallbackView>(() => ({ rows: null, flow: { kind: 'idle' }, fault: null }))

const words: Partial<Record<CommandRefusal | 'expired', CallbackFault>> = {
  conflict: 'taken',
  'not-found': 'gone',
  'not-now': 'not-now',
  'bad-input': 'bad-number',
  expired: 'unreachable',
  unavailable: 'unreachable',
}

/** The word for a refusal. */
export const faultOf = (reason: CommandRefusal | 'expired'): CallbackFault => words[reason] ?? 'other'
