import { createHash } from 'node:crypto'
import { type CommandName, type CommandPayload, commands } from '#shared/contract/socket/commands.ts'
import { type CommandAck, type CommandRefusal, commandFrameSchema } from '#shared/contract/socket/envelope.ts'
import type { Clock } from '#shared/kit/clock.ts'
import { fieldFaults } from '#shared/link/field-faults.rules.ts'
import type { Role } from '#shared/seat/seat-state.ts'
import type { CommandHandlers } from '../ports/command.ts'
import type { Storage, Tx } from '../storage/query.ts'
import type { CommandClaim, IdempotencyStore } from './idempotency.ts'
import { commandNamed } from './registry.rules.ts'

/** Who sends. */
export interface Caller {
  readonly seat: string
  readonly role: Role
  readonly sessionId: string
}

/** The answer, and what to run once it is on its way (a sign-out closes the very socket that asked for it). */
export interface RanCommand {
  readonly name: CommandName | null
  readonly ack: CommandAck
  readonly after: readonly (() => void)[]
}

export interface RunnerPorts {
  readonly handlers: CommandHandlers
  readonly idempotency: IdempotencyStore
  readonly storage: Pick<Storage, 'transaction'>
  readonly clock: Clock
  /** A handler or the database threw: a bug or an outage. The desk is told `unavailable` and tries again. */
  onError(error: unknown, name: string): void
}

/** Results that are not to be stored, because they hold a secret; doing the command twice does no harm. */
const unstored: ReadonlySet<CommandName> = new Set(['session.renew'])
/** Refusals that say nothing about the command itself; asking again may go well. */
const passing: ReadonlySet<CommandRefusal> = new Set(['unavailable', 'too-fast'])

type Refusal = Extract<CommandAck, { ok: false }>
const refusal = (reason: CommandRefusal, faults: Refusal['faults'] = []): Refusal => ({ ok: false, reason, faults })
const digestOf = (payload: unknown) => createHash('sha256').update(JSON.stringify(payload)).digest('hex')

/** What a handler wants written of its refusal. */
type Note = ((tx: Tx) => Promise<void>) | undefined

/** Thrown to roll a refused command's transaction back; never leaves this file. */
class RollBack extends Error {
  readonly refusal: Refusal
  readonly note: Note
  constructor(refused: Refusal, note: Note) {
    super('rolled back')
    this.refusal = refused
    this.note = note
  }
}

/** Makes the one way a command takes: schema, role, key, handler, commit. */
export function createCommandRunner(ports: RunnerPorts): (caller: Caller, frame: unknown) => Promise<RanCommand> {
  const { storage, idempotency, clock } = ports

  const apply = async <N extends CommandName>(
    caller: Caller,
    command: { name: N; payload: CommandPayload<N>; claim: CommandClaim },
  ): Promise<{ ack: CommandAck; after: (() => void)[] }> => {
    const { name, payload, claim } = command
    const stored = !unstored.has(name)
    return storage.transaction(async ({ tx }) => {
      const after: (() => void)[] = []
      if (stored) {
        const known = await idempotency.claim(tx, claim)
        if (known.kind === 'seen')
          return { ack: known.digest === claim.digest && known.name === name ? known.ack : refusal('conflict'), after }
      }
      const context = { ...caller, at: claim.at, tx, afterCommit: (run: () => void) => void after.push(run) }
      const outcome = await ports.handlers[name](context, payload)
      if (!outcome.ok) throw new RollBack(refusal(outcome.reason, outcome.faults), outcome.note)
      const ack: CommandAck = { ok: true, result: commands[name].result.parse(outcome.result) }
      if (stored) await idempotency.keep(tx, claim, ack)
      return { ack, after }
    })
  }

  const remember = (claim: CommandClaim, refused: Refusal, note: Note) =>
    storage.transaction(async ({ tx }) => {
      const known = await idempotency.claim(tx, claim)
      if (known.kind === 'seen') return known.ack
      await idempotency.keep(tx, claim, refused)
      await note?.(tx)
      return refused
    })

  return async (caller, raw) => {
    const frame = commandFrameSchema.safeParse(raw)
    if (!frame.success) return { name: null, ack: refusal('bad-input', fieldFaults(frame.error.issues)), after: [] }
    const name = commandNamed(frame.data.name)
    if (name === undefined) return { name: null, ack: refusal('unknown-command'), after: [] }
    const spec = commands[name]
    if (!spec.roles.some((role) => role === caller.role)) return { name, ack: refusal('forbidden'), after: [] }
    const payload = spec.payload.safeParse(frame.data.payload)
    if (!payload.success) return { name, ack: refusal('bad-input', fieldFaults(payload.error.issues)), after: [] }
    const digest = digestOf(payload.data)
    const claim = { seat: caller.seat, key: frame.data.key, name, digest, at: clock.now() }
    try {
      return { name, ...(await apply(caller, { name, payload: payload.data, claim })) }
    } catch (error) {
      if (error instanceof RollBack) return { name, ack: await settleRefusal(claim, error), after: [] }
      ports.onError(error, name)
      return { name, ack: refusal('unavailable'), after: [] }
    }
  }

  async function settleRefusal(claim: CommandClaim, { refusal: refused, note }: RollBack): Promise<CommandAck> {
    if (passing.has(refused.reason)) return refused
    try {
      return await remember(claim, refused, note)
    } catch (error) {
      ports.onError(error, claim.name)
      return refusal('unavailable')
    }
  }
}
