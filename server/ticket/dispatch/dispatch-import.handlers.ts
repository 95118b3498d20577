import { createHash } from 'node:crypto'
import type { ImportFile } from '#shared/contract/rest/import-file.schema.ts'
import type { FullCatalogue } from '#shared/contract/ticket-catalogue.ts'
import { readDispatchCsv } from '#shared/ticket/dispatch/dispatch-csv.rules.ts'
import { readTableFile, refusedFaults, reportOf } from '../../kit/table-file.ts'
import type { CommandContext, CommandHandlers, CommandOutcome } from '../../ports/command.ts'
import { canonical } from '../audit.rules.ts'
import { insertDispatchRows, lockDispatch, noteDispatchImport } from './dispatch.repository.ts'

const digestOf = (value: unknown): string => createHash('sha256').update(canonical(value)).digest('hex')

async function take(
  catalogue: FullCatalogue,
  { tx, seat, role, at }: CommandContext,
  { name, file, check }: ImportFile,
): Promise<CommandOutcome<'dispatch.import'>> {
  const read = readTableFile(file, (text) => readDispatchCsv(text, catalogue))
  const { rows, faults } = read
  const digest = digestOf(rows)
  const head = await lockDispatch(tx)
  const said = { at, seat, role, name, rows: rows.length, wrong: faults.length }
  const report = reportOf(read)
  if (check) return { ok: true, result: { outcome: 'checked', version: head.version, ...report } }
  if (faults.length > 0)
    return {
      ok: false,
      reason: 'bad-input',
      faults: refusedFaults(faults),
      async note(after) {
        const now = await lockDispatch(after)
        await noteDispatchImport(after, now, { outcome: 'refused', version: now.version, digest, said })
      },
    }
  if (digest === head.digest) {
    await noteDispatchImport(tx, head, { outcome: 'unchanged', version: head.version, digest, said })
    return { ok: true, result: { outcome: 'unchanged', version: head.version, ...report } }
  }
  const version = head.version + 1
  await insertDispatchRows(tx, version, rows)
  await noteDispatchImport(tx, head, { outcome: 'imported', version, digest, said })
  return { ok: true, result: { outcome: 'imported', version, ...report } }
}

/** Takes in a catalogue of dispatch rules: all of its rows or none; the same file again changes nothing. */
export const createDispatchHandlers = (catalogue: FullCatalogue): Pick<CommandHandlers, 'dispatch.import'> => ({
  'dispatch.import': (context, payload) => take(catalogue, context, payload),
})
