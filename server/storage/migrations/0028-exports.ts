import type { Kysely } from 'kysely'
import type { Migration } from '../migration.ts'
import { appendOnly } from './act-log.ts'

/** What was written down of each export of a list. Rows are only ever added. */
export const exportMigration: Migration = {
  name: '0028-exports',
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('ticket_export_notes')
      .addColumn('seq', 'integer', (column) => column.generatedAlwaysAsIdentity().primaryKey())
      .addColumn('export_id', 'text', (column) => column.notNull())
      .addColumn('at', 'bigint', (column) => column.notNull())
      .addColumn('seat', 'text', (column) => column.notNull())
      .addColumn('what', 'text', (column) => column.notNull())
      .addColumn('detail', 'text', (column) => column.notNull())
      .execute()
    await db.schema.createIndex('ticket_export_notes_of').on('ticket_export_notes').column('export_id').execute()
    await db.schema.createIndex('ticket_export_notes_at').on('ticket_export_notes').column('at').execute()
    await appendOnly(db, 'ticket_export_notes')
  },
}
