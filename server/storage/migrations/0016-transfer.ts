import type { Kysely } from 'kysely'
import type { Migration } from '../migration.ts'

/** Where a caller was sent on to, outside the hall. */
export const transferMigration: Migration = {
  name: '0016-transfer',
  async up(db: Kysely<unknown>) {
    await db.schema.alterTable('calls').addColumn('sent_to', 'text').execute()
  },
}
