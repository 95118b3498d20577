import type { AttachmentKind } from '#shared/ticket/attachment.rules.ts'
import type { Db, Tx } from '../../storage/query.ts'
import type { AttachmentActsTable, TicketAttachmentsTable } from '../../storage/tables/attachment.ts'

/** A file of a draft as stored; `kind` was told by its content. */
export type StoredAttachment = Omit<TicketAttachmentsTable, 'kind'> & { readonly kind: AttachmentKind }

/** What the draft has now, the first added first. */
export async function attachmentsOf(db: Db, draftId: string): Promise<StoredAttachment[]> {
  const rows = await db
    .selectFrom('ticket_attachments')
    .selectAll()
    .where('draft_id', '=', draftId)
    .where('removed_at', 'is', null)
    .orderBy('at')
    .orderBy('attachment_id')
    .execute()
  return rows as StoredAttachment[]
}

/** By its id, removed or not. */
export async function findAttachment(db: Db, attachmentId: string): Promise<StoredAttachment | undefined> {
  const row = await db
    .selectFrom('ticket_attachments')
    .selectAll()
    .where('attachment_id', '=', attachmentId)
    .executeTakeFirst()
  return row as StoredAttachment | undefined
}

/** What came under this key of a desk, removed or not. */
export async function findUpload(db: Db, draftId: string, uploadId: string): Promise<StoredAttachment | undefined> {
  const row = await db
    .selectFrom('ticket_attachments')
    .selectAll()
    .where('draft_id', '=', draftId)
    .where('upload_id', '=', uploadId)
    .executeTakeFirst()
  return row as StoredAttachment | undefined
}

export async function insertAttachment(tx: Tx, row: StoredAttachment): Promise<void> {
  await tx.insertInto('ticket_attachments').values(row).execute()
}

export async function markRemoved(tx: Tx, attachmentId: string, at: number): Promise<void> {
  await tx
    .updateTable('ticket_attachments')
    .set({ removed_at: at })
    .where('attachment_id', '=', attachmentId)
    .where('removed_at', 'is', null)
    .execute()
}

/** Says that this content is about to be in the store: before it is, so that nothing lies there of which nobody knows. */
export async function noteBrought(tx: Tx, address: string, at: number): Promise<void> {
  await tx
    .insertInto('attachment_files')
    .values({ address, brought_at: at })
    .onConflict((conflict) => conflict.column('address').doUpdateSet({ brought_at: at }))
    .execute()
}

/** Content no ticket has and nobody brought since `before`, ms. */
export async function unusedFiles(db: Db, before: number, limit: number): Promise<string[]> {
  const rows = await db
    .selectFrom('attachment_files')
    .select('address')
    .where('brought_at', '<', before)
    .where((of) =>
      of.not(
        of.exists(
          of
            .selectFrom('ticket_attachments')
            .select('attachment_id')
            .whereRef('ticket_attachments.address', '=', 'attachment_files.address')
            .where('removed_at', 'is', null),
        ),
      ),
    )
    .orderBy('brought_at')
    .limit(limit)
    .execute()
  return rows.map(({ address }) => address)
}

/** Keeps others from bringing this content until the transaction ends; false: it is wanted after all. */
export async function lockUnused(tx: Tx, address: string, before: number): Promise<boolean> {
  const file = await tx
    .selectFrom('attachment_files')
    .selectAll()
    .where('address', '=', address)
    .forUpdate()
    .executeTakeFirst()
  if (file === undefined || file.brought_at >= before) return false
  const kept = await tx
    .selectFrom('ticket_attachments')
    .select('attachment_id')
    .where('address', '=', address)
    .where('removed_at', 'is', null)
    .executeTakeFirst()
  return kept === undefined
}

export async function forgetFile(tx: Tx, address: string): Promise<void> {
  await tx.deleteFrom('attachment_files').where('address', '=', address).execute()
}

/** Files of drafts that were thrown away, or that got nothing but files and were made before `emptyBefore`, ms. */
export async function orphans(db: Db, emptyBefore: number, limit: number): Promise<StoredAttachment[]> {
  const rows = await db
    .selectFrom('ticket_attachments')
    .innerJoin('ticket_drafts', 'ticket_drafts.draft_id', 'ticket_attachments.draft_id')
    .selectAll('ticket_attachments')
    .where('removed_at', 'is', null)
    .where('ticket_no', 'is', null)
    .where((of) =>
      of.or([
        of('discarded_at', 'is not', null),
        of.and([of('matter', 'is', null), of('person', 'is', null), of('created_at', '<', emptyBefore)]),
      ]),
    )
    .orderBy('at')
    .limit(limit)
    .execute()
  return rows as StoredAttachment[]
}

/** Something done with a file, or asked for in vain. */
export interface AttachmentAct extends Pick<AttachmentActsTable, 'at' | 'seat' | 'act' | 'refused'> {
  /** null: it never was one. */
  readonly attachmentId: string | null
  readonly draftId: string
}

/** Adds a row to the log; rows are only ever added. */
export async function appendAttachmentAct(tx: Tx, done: AttachmentAct): Promise<void> {
  const { attachmentId, draftId, ...row } = done
  await tx
    .insertInto('attachment_acts')
    .values({ ...row, attachment_id: attachmentId, said: JSON.stringify({ draftId }) })
    .execute()
}
