import type { KeptDialog } from '../ports/sip.ts'
import type { Db, Tx } from '../storage/query.ts'

/** What names a dialog (RFC 3261 12). */
const dialogId = ({ callId, caller, callee }: KeptDialog): string => JSON.stringify([callId, caller.tag, callee.tag])

export async function putDialog(tx: Tx, dialog: KeptDialog): Promise<void> {
  const row = { dialog_id: dialogId(dialog), dialog: JSON.stringify(dialog) }
  await tx
    .insertInto('sip_dialogs')
    .values(row)
    .onConflict((conflict) => conflict.column('dialog_id').doUpdateSet({ dialog: row.dialog }))
    .execute()
}

export async function deleteDialog(tx: Tx, dialog: KeptDialog): Promise<void> {
  await tx.deleteFrom('sip_dialogs').where('dialog_id', '=', dialogId(dialog)).execute()
}

/** All of them. What is read was written by putDialog alone. */
export async function loadDialogs(db: Db): Promise<KeptDialog[]> {
  const rows = await db.selectFrom('sip_dialogs').select('dialog').execute()
  return rows.map((row) => JSON.parse(row.dialog) as KeptDialog)
}
