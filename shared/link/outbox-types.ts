import type { Bucket } from '../kit/token-bucket.rules.ts'

/** A command on its way. `payload` is plain data. */
export interface OutboxEntry {
  /** Idempotency key, made once; every sending of the command carries the same. */
  readonly key: string
  readonly name: string
  readonly payload: unknown
  readonly delivery: 'durable' | 'live'
  /** Live only: given up at this time, ms since the epoch; null for durable ones, which are never given up. */
  readonly expiresAt: number | null
}

/** What a server says to a command; the shape of the socket's acknowledgement. */
export type OutboxAck =
  | { readonly ok: true; readonly result: unknown }
  | { readonly ok: false; readonly reason: string; readonly faults: readonly { field: string; rule: string }[] }

/** How a command ended. `expired`: a live one that got no answer in time; it may or may not have had its effect. */
export type OutboxOutcome = OutboxAck | { readonly ok: false; readonly reason: 'expired'; readonly faults: readonly [] }

/** All commands under way. Entries of `durable` are in the order they were given; only the first is ever under way. */
export interface Outbox {
  readonly online: boolean
  readonly durable: readonly OutboxEntry[]
  readonly live: readonly OutboxEntry[]
  /** Keys sent on this connection and not answered. */
  readonly sent: ReadonlySet<string>
  /** Retries of the first durable one so far. */
  readonly attempt: number
  /** Nothing durable is sent before this time, ms since the epoch. */
  readonly holdUntil: number
  /** Nothing live is sent before this time. */
  readonly liveHoldUntil: number
  /** What may still be sent of durable ones: stays below the server's limit, so that live ones get through a long backlog. */
  readonly pace: Bucket
}

export type OutboxEvent =
  | { readonly type: 'added'; readonly entry: OutboxEntry }
  /** A journal was read: all durable commands, oldest first, those added meanwhile among them. */
  | { readonly type: 'restored'; readonly durable: readonly OutboxEntry[] }
  | { readonly type: 'connected' }
  | { readonly type: 'disconnected' }
  | { readonly type: 'acked'; readonly key: string; readonly ack: OutboxAck }
  /** The connection lives but no answer came. */
  | { readonly type: 'unanswered'; readonly key: string }
  | { readonly type: 'time' }

export type OutboxEffect =
  | { readonly type: 'send'; readonly entry: OutboxEntry }
  | { readonly type: 'settled'; readonly entry: OutboxEntry; readonly outcome: OutboxOutcome }

export interface OutboxStep {
  readonly outbox: Outbox
  readonly effects: readonly OutboxEffect[]
  /** Feed a `time` event then, ms since the epoch; null: nothing is waiting for time. */
  readonly wakeAt: number | null
}
