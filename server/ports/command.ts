import type { CommandName, CommandPayload, CommandResult } from '#shared/contract/socket/commands.ts'
import type { CommandRefusal, FieldFault } from '#shared/contract/socket/envelope.ts'
import type { Role } from '#shared/seat/seat-state.ts'
import type { Tx } from '../storage/query.ts'

/** Who sent a command, and the transaction its effect and its idempotency key are stored in. */
export interface CommandContext {
  readonly seat: string
  readonly role: Role
  /** The session whose socket the command came over: a taken-over desk renews nothing. */
  readonly sessionId: string
  /** Server's clock, ms since the epoch. */
  readonly at: number
  readonly tx: Tx
  /** Runs once after the commit, never after a roll-back: publish topics here. */
  afterCommit(run: () => void): void
}

/** A refusal rolls the transaction back, but the refusal itself is remembered under the key (but for `unavailable`, `too-fast`). */
export type CommandOutcome<N extends CommandName> =
  | { readonly ok: true; readonly result: CommandResult<N> }
  | {
      readonly ok: false
      readonly reason: CommandRefusal
      readonly faults: FieldFault[]
      /** Writes down that it was refused, in the transaction that remembers the refusal; the command's own is rolled back. */
      readonly note?: (tx: Tx) => Promise<void>
    }

export type CommandHandler<N extends CommandName> = (
  context: CommandContext,
  payload: CommandPayload<N>,
) => Promise<CommandOutcome<N>>

/** One handler a command; a domain gives its part, the composition root all. */
export type CommandHandlers = { readonly [N in CommandName]: CommandHandler<N> }
