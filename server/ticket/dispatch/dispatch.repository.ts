import type { DispatchRow } from '#shared/ticket/dispatch/dispatch-row.ts'
import type { Db, Tx } from '../../storage/query.ts'
import type { DispatchHeadTable, DispatchImportsTable } from '../../storage/tables/dispatch.ts'
import { auditHash, canonical } from '../audit.rules.ts'

/** The version in force. */
export async function dispatchVersion(db: Db): Promise<number> {
  const head = await db.selectFrom('dispatch_head').select('version').where('id', '=', 1).executeTakeFirstOrThrow()
  return head.version
}

/** The rows of a version. */
export async function dispatchRows(db: Db, version: number): Promise<DispatchRow[]> {
  const rows = await db
    .selectFrom('dispatch_rules')
    .selectAll()
    .where('version', '=', version)
    .orderBy('line')
    .execute()
  return rows.map(({ valid_from: from, valid_to: to, assisting, version: _, ...row }) => ({
    ...row,
    assisting: JSON.parse(assisting) as string[],
    from,
    to,
  }))
}

/** Keeps other imports waiting until the transaction ends. */
export function lockDispatch(tx: Tx): Promise<DispatchHeadTable> {
  return tx.selectFrom('dispatch_head').selectAll().where('id', '=', 1).forUpdate().executeTakeFirstOrThrow()
}

/** Rows of one statement. */
const batch = 500

/** Writes a version; it is not in force before the head says so. */
export async function insertDispatchRows(tx: Tx, version: number, rows: readonly DispatchRow[]): Promise<void> {
  for (let at = 0; at < rows.length; at += batch) {
    const values = rows.slice(at, at + batch).map(({ from, to, assisting, ...row }) => ({
      ...row,
      version,
      assisting: JSON.stringify(assisting),
      valid_from: from,
      valid_to: to,
    }))
    await tx.insertInto('dispatch_rules').values(values).execute()
  }
}

/** Adds to the trail of files, and says which version is in force now. */
export async function noteDispatchImport(
  tx: Tx,
  head: DispatchHeadTable,
  done: Pick<DispatchImportsTable, 'outcome' | 'version'> & {
    readonly digest: string
    readonly said: Readonly<Record<string, unknown>>
  },
): Promise<void> {
  const { outcome, version, digest, said } = done
  const seq = head.seq + 1
  const entry = canonical({ ...said, seq, outcome, version, digest })
  const hash = auditHash(head.hash, entry)
  await tx.insertInto('dispatch_imports').values({ seq, version, outcome, entry, prev: head.hash, hash }).execute()
  await tx
    .updateTable('dispatch_head')
    .set({ version, seq, hash, digest: outcome === 'imported' ? digest : head.digest })
    .where('id', '=', 1)
    .execute()
}
