import type { CommandPayload } from '#shared/contract/socket/commands.ts'
import type { NewId } from '#shared/kit/clock.ts'
import { decisionRefusal } from '#shared/ticket/export.rules.ts'
import type { CommandContext, CommandHandlers, CommandOutcome } from '../../ports/command.ts'
import type { TopicPublisher } from '../../ports/topics.ts'
import { lockExport, noteExport } from './export.repository.ts'
import { publishExports } from './export-changes.ts'

export interface ExportDeps {
  /** Whether the site lets lists be exported. */
  readonly on: boolean
  readonly newId: NewId
  readonly publisher: TopicPublisher
}

const off = { ok: false as const, reason: 'forbidden' as const, faults: [{ field: 'export', rule: 'off' }] }

async function ask(
  { on, newId, publisher }: ExportDeps,
  { tx, seat, at, afterCommit }: CommandContext,
  { purpose, filter }: CommandPayload<'export.ask'>,
): Promise<CommandOutcome<'export.ask'>> {
  if (!on) return off
  const id = newId()
  afterCommit(() => publishExports(publisher, at))
  await noteExport(tx, { id, at, seat, what: 'asked', detail: { purpose, filter } })
  return { ok: true, result: { id } }
}

async function decide(
  { on, publisher }: ExportDeps,
  { tx, seat, role, at, afterCommit }: CommandContext,
  { id, approve }: CommandPayload<'export.decide'>,
): Promise<CommandOutcome<'export.decide'>> {
  if (!on) return off
  const stored = await lockExport(tx, id)
  if (stored === undefined) return { ok: false, reason: 'not-found', faults: [] }
  const refused = decisionRefusal(stored.notes, { seat, role })
  if (refused !== null) {
    const detail = { decide: approve, refused }
    return {
      ok: false,
      reason: refused === 'decided' ? 'conflict' : 'forbidden',
      faults: [{ field: 'export', rule: refused }],
      note: (after) => noteExport(after, { id, at, seat, what: 'denied', detail }),
    }
  }
  afterCommit(() => publishExports(publisher, at))
  await noteExport(tx, { id, at, seat, what: approve ? 'approved' : 'refused', detail: {} })
  return { ok: true, result: {} }
}

/** Asking for a file of a list, and letting another person have it. */
export const createExportHandlers = (deps: ExportDeps): Pick<CommandHandlers, 'export.ask' | 'export.decide'> => ({
  'export.ask': (context, payload) => ask(deps, context, payload),
  'export.decide': (context, payload) => decide(deps, context, payload),
})
