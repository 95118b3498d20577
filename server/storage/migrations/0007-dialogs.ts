import type { Kysely } from 'kysely'
import type { Migration } from '../migration.ts'

/** Live SIP dialogs: an answered call outlives a restart of the backend. */
export const dialogsMigration: Migration = {
  name: '0007-dialogs',
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('sip_dialogs')
      .addColumn('dialog_id', 'text', (column) => column.primaryKey())
      .addColumn('dialog', 'text', (column) => column.notNull())
      .execute()
  },
}
