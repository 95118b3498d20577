import type { ImportFile } from '#shared/contract/rest/import-file.schema.ts'
import type { Firm } from '#shared/enterprise/firm.ts'
import { readFirmCsv } from '#shared/enterprise/firm-csv.rules.ts'
import { readTableFile, refusedFaults, reportOf } from '../kit/table-file.ts'
import type { CommandContext, CommandHandlers, CommandOutcome } from '../ports/command.ts'
import type { Tx } from '../storage/query.ts'
import { firmsOf, lockRegister, noteAct, putFirms } from './enterprise.repository.ts'
import { openFirm, sealFirm } from './firm-row.rules.ts'
import type { FirmVault } from './firm-vault.ts'

const said = (firm: Firm): string =>
  JSON.stringify(Object.entries(firm).sort(([one], [other]) => (one < other ? -1 : 1)))

/** The rows that say something new, and how many of them are of enterprises that were not on the register. */
async function newsOf(tx: Tx, rows: readonly Firm[], vault: FirmVault) {
  const known = new Map(
    (
      await firmsOf(
        tx,
        rows.map(({ code }) => code),
      )
    )
      .filter(({ row }) => row.removed_at === null)
      .map((stored) => [stored.row.code, said(openFirm(stored, vault))]),
  )
  const news = rows.filter((firm) => known.get(firm.code) !== said(firm))
  const added = news.filter(({ code }) => !known.has(code)).length
  return { news, added, changed: news.length - added }
}

async function take(
  vault: FirmVault,
  { tx, seat, at }: CommandContext,
  { name, file, check }: ImportFile,
): Promise<CommandOutcome<'enterprise.import'>> {
  const read = readTableFile(file, readFirmCsv)
  const { rows, faults } = read
  const report = reportOf(read)
  const act = { code: null, at, seat, act: 'import' } as const
  if (faults.length > 0 && !check) {
    const words = JSON.stringify({ name, rows: rows.length, wrong: faults.length })
    return {
      ok: false,
      reason: 'bad-input',
      faults: refusedFaults(faults),
      note: (after) => noteAct(after, { ...act, said: words, refused: 'bad-input' }),
    }
  }
  if (!check) await lockRegister(tx)
  const { news, added, changed } = await newsOf(tx, rows, vault)
  if (check) return { ok: true, result: { outcome: 'checked', added, changed, ...report } }
  await putFirms(
    tx,
    news.map((firm) => sealFirm(firm, vault, at)),
  )
  await noteAct(tx, { ...act, said: JSON.stringify({ name, rows: rows.length, added, changed }), refused: null })
  return { ok: true, result: { outcome: news.length > 0 ? 'imported' : 'unchanged', added, changed, ...report } }
}

/** Takes in rows of the register: all of a file or none; the same file again changes nothing. What a file does not name stays. */
export const createEnterpriseImport = (vault: FirmVault): Pick<CommandHandlers, 'enterprise.import'> => ({
  'enterprise.import': (context, payload) => take(vault, context, payload),
})
