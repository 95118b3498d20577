import { type Kysely, sql } from 'kysely'
import type { Migration } from '../migration.ts'
import { createActLog } from './act-log.ts'

/** Files with drafts and tickets, what of them lies in the store, and the append-only log of who saw what. */
export const attachmentMigration: Migration = {
  name: '0020-attachment',
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('ticket_attachments')
      .addColumn('attachment_id', 'text', (column) => column.primaryKey())
      .addColumn('draft_id', 'text', (column) => column.notNull().references('ticket_drafts.draft_id'))
      .addColumn('upload_id', 'text', (column) => column.notNull())
      .addColumn('part', 'text', (column) => column.notNull())
      .addColumn('address', 'text', (column) => column.notNull())
      .addColumn('sha256', 'text', (column) => column.notNull())
      .addColumn('kind', 'text', (column) => column.notNull())
      .addColumn('bytes', 'bigint', (column) => column.notNull())
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('seat', 'text', (column) => column.notNull())
      .addColumn('at', 'bigint', (column) => column.notNull())
      .addColumn('scan', 'text', (column) => column.notNull())
      .addColumn('removed_at', 'bigint')
      .addUniqueConstraint('ticket_attachments_once', ['draft_id', 'upload_id'])
      .execute()
    await sql`create index ticket_attachments_kept on ticket_attachments (address) where removed_at is null`.execute(db)
    await db.schema
      .createTable('attachment_files')
      .addColumn('address', 'text', (column) => column.primaryKey())
      .addColumn('brought_at', 'bigint', (column) => column.notNull())
      .execute()
    await createActLog(db, 'attachment_acts', 'attachment_id')
  },
}
