import { sql } from 'kysely'
import { type ExportFilter, exportFilterSchema } from '#shared/contract/rest/exports.schema.ts'
import type { ExportEntry, ExportNote } from '#shared/ticket/export.rules.ts'
import type { Db, Tx } from '../../storage/query.ts'

/** An export with all that was written down of it. */
export interface StoredExport {
  readonly id: string
  readonly seat: string
  readonly at: number
  readonly purpose: string
  readonly filter: ExportFilter
  readonly notes: readonly ExportEntry[]
}

interface Noted extends ExportEntry {
  readonly id: string
  readonly what: ExportNote
  readonly detail: Readonly<Record<string, unknown>>
}

/** Writes down what was done. */
export async function noteExport(tx: Tx, { id, at, seat, what, detail }: Noted): Promise<void> {
  const row = { export_id: id, at, seat, what, detail: JSON.stringify(detail) }
  await tx.insertInto('ticket_export_notes').values(row).execute()
}

/** Makes two decisions on one export wait for each other. */
export async function lockExport(tx: Tx, id: string): Promise<StoredExport | undefined> {
  // Its first note is the row to lock: there is always one, and none is ever changed.
  await tx
    .selectFrom('ticket_export_notes')
    .select('seq')
    .where('export_id', '=', id)
    .orderBy('seq')
    .limit(1)
    .forUpdate()
    .execute()
  const [found] = await exportsOf(tx, { id })
  return found
}

/** One export, or all that were asked for since then, the newest first. */
export async function exportsOf(
  db: Db,
  wanted: { readonly id: string } | { readonly since: number },
): Promise<readonly StoredExport[]> {
  const all = db
    .selectFrom('ticket_export_notes')
    .select(['export_id', 'seat', 'at', 'what'])
    // What was in the file is long, and nobody who reads a list of exports wants it.
    .select(sql<string>`case when what = 'asked' then detail else '' end`.as('detail'))
    .orderBy('seq')
  const rows = await ('id' in wanted
    ? all.where('export_id', '=', wanted.id)
    : all.where('at', '>=', wanted.since)
  ).execute()
  const byId = new Map<string, typeof rows>()
  for (const row of rows) byId.set(row.export_id, [...(byId.get(row.export_id) ?? []), row])
  return [...byId]
    .flatMap(([id, of]) => {
      const asked = of.find(({ what }) => what === 'asked')
      // A note that is younger than its request, whose request is out of the window.
      if (asked === undefined) return []
      const { purpose, filter } = JSON.parse(asked.detail) as { purpose: string; filter: unknown }
      const { seat, at } = asked
      return [{ id, seat, at, purpose, filter: exportFilterSchema.parse(filter), notes: of }]
    })
    .reverse()
}
