import type { CallbackOutcome } from './callback-task.ts'

/** What can happen to a callback task. */
export type CallbackEvent =
  /** The number called and nobody spoke with it. */
  | { readonly type: 'missed'; readonly callId: string }
  /** An agent promised to call at `dueAt`. */
  | {
      readonly type: 'promised'
      readonly seat: string
      readonly dueAt: number
      readonly note: string
      readonly callId: string | null
    }
  | { readonly type: 'claim'; readonly seat: string }
  | { readonly type: 'release'; readonly seat: string }
  /** A lead (`seat`) gives another seat's task back. */
  | { readonly type: 'take-away'; readonly seat: string }
  /** The seat rings the number. */
  | { readonly type: 'dialled'; readonly seat: string; readonly callId: string }
  /** That call is over. `spoke`: it was answered. */
  | { readonly type: 'hung-up'; readonly callId: string; readonly spoke: boolean }
  /** The seat says what came of it. `later` has a time, the others none. */
  | {
      readonly type: 'attempt'
      readonly seat: string
      readonly outcome: CallbackOutcome
      readonly dueAt: number | null
    }
  /** The time the seat had ran out; one that was given anew since is not over. */
  | { readonly type: 'hold-over'; readonly heldUntil: number }
  /** The citizen called by himself and spoke with somebody. */
  | { readonly type: 'got-through' }

export type CallbackEventType = CallbackEvent['type']
