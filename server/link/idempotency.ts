import type { CommandAck } from '#shared/contract/socket/envelope.ts'
import type { Tx } from '../storage/query.ts'

/** A command as its key remembers it. */
export interface CommandClaim {
  readonly seat: string
  readonly key: string
  readonly name: string
  /** SHA-256 of the payload, hex. */
  readonly digest: string
  /** ms since the epoch. */
  readonly at: number
}

/** `fresh`: never seen, this transaction owns the key now. `seen`: answered before, with that. */
export type ClaimOutcome =
  | { readonly kind: 'fresh' }
  | { readonly kind: 'seen'; readonly name: string; readonly digest: string; readonly ack: CommandAck }

/** Remembers what was answered to each command, in the transaction of its effect. */
export interface IdempotencyStore {
  /** Waits while another transaction works on the same key. */
  claim(tx: Tx, claim: CommandClaim): Promise<ClaimOutcome>
  keep(tx: Tx, claim: CommandClaim, ack: CommandAck): Promise<void>
  /** Forgets what is older than `before` (ms since the epoch). */
  forget(tx: Tx, before: number): Promise<void>
}
