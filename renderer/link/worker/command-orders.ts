import type { LinkOrder, LinkReport } from '#shared/contract/link/worker-messages.ts'
import { type CommandName, commands } from '#shared/contract/socket/commands.ts'
import type { Clock, NewId } from '#shared/kit/clock.ts'
import { fieldFaults } from '#shared/link/field-faults.rules.ts'
import type { OutboxEntry, OutboxOutcome } from '#shared/link/outbox-types.ts'
import type { CommandDesk } from './command-desk.ts'
import { draftOf } from './desk-journal.rules.ts'
import type { EditDesk } from './edit-desk.ts'
import type { JournalKeeper } from './journal-keeper.ts'
import { answerOf, refusedNow, settledReport } from './reports.rules.ts'

/** A live command nobody answered is given up after this, ms. */
const liveMs = 10_000

const commandNames: ReadonlySet<string> = new Set(Object.keys(commands))
const isCommand = (name: string): name is CommandName => commandNames.has(name)

export interface CommandOrderPorts {
  readonly clock: Clock
  readonly newId: NewId
  readonly keeper: Pick<JournalKeeper, 'record'>
  readonly outbox: Pick<CommandDesk, 'add'>
  readonly edits: Pick<EditDesk, 'poke' | 'flush'>
  tell(report: LinkReport): void
  /** Something the status says may have changed. */
  report(): void
}

/** The page's commands, from the order to their end. */
export interface CommandOrders {
  command(order: Extract<LinkOrder, { type: 'command' }>): Promise<void>
  /** Puts a command that is in the journal in line. */
  enqueue(command: { readonly key: string; readonly name: string; readonly payload: unknown }): void
  settled(entry: OutboxEntry, outcome: OutboxOutcome): void
  /** The result of `session.renew`, unread; null when there is none. */
  renew(): Promise<unknown>
}

/** Starts with no command under way. */
export function createCommandOrders(ports: CommandOrderPorts): CommandOrders {
  const { clock, newId, keeper, outbox, edits, tell } = ports
  /** What to do with the answer to a live command, by its key. */
  const waiting = new Map<string, (outcome: OutboxOutcome) => void>()

  const enqueue: CommandOrders['enqueue'] = ({ key, name, payload }) =>
    outbox.add({ key, name, payload, delivery: 'durable', expiresAt: null })
  const live = (name: CommandName, payload: unknown): Promise<OutboxOutcome> => {
    const key = newId()
    return new Promise((resolve) => {
      waiting.set(key, resolve)
      outbox.add({ key, name, payload, delivery: 'live', expiresAt: clock.now() + liveMs })
    })
  }
  const durable = async (name: CommandName, payload: unknown) => {
    const draftId = draftOf(payload)
    // What the draft says so far has to be there before it is submitted.
    if (draftId !== null) edits.flush(draftId)
    const key = newId()
    const recorded = keeper.record([{ t: 'command', key, name, payload, covers: null }])
    ports.report()
    const stored = await recorded
    enqueue({ key, name, payload })
    return { ok: true as const, stored, key, result: null }
  }

  return {
    enqueue,
    async command({ id, name, payload }) {
      const refuse = (reason: 'unknown-command' | 'bad-input', faults: { field: string; rule: string }[]) =>
        tell({ type: 'answer', id, outcome: { ok: false, reason, faults } })
      if (!isCommand(name)) return refuse('unknown-command', [])
      const parsed = commands[name].payload.safeParse(payload)
      if (!parsed.success) return refuse('bad-input', fieldFaults(parsed.error.issues))
      const isLive = commands[name].delivery === 'live'
      const outcome = isLive ? answerOf(await live(name, parsed.data)) : await durable(name, parsed.data)
      tell({ type: 'answer', id, outcome })
    },
    settled(entry, outcome) {
      if (entry.delivery === 'live') {
        waiting.get(entry.key)?.(outcome)
        waiting.delete(entry.key)
        return
      }
      const end = outcome.ok ? { ok: true, reason: null, faults: [] } : { ok: false, ...refusedNow(outcome) }
      // Not waited for: if this record is lost, the command goes out again and is answered the same.
      void keeper.record([{ t: 'settled', key: entry.key, ...end }])
      tell(settledReport(entry, outcome))
      edits.poke()
      ports.report()
    },
    async renew() {
      const outcome = await live('session.renew', {})
      return outcome.ok ? outcome.result : null
    },
  }
}
