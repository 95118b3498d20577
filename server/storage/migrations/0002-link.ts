import type { Kysely } from 'kysely'
import type { Migration } from '../migration.ts'

/** Idempotency keys of the desks' commands. */
export const linkMigration: Migration = {
  name: '0002-link',
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('command_keys')
      .addColumn('seat', 'text', (column) => column.notNull())
      .addColumn('key', 'text', (column) => column.notNull())
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('digest', 'text', (column) => column.notNull())
      .addColumn('ack', 'text')
      .addColumn('at', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('command_keys_pk', ['seat', 'key'])
      .execute()
    await db.schema.createIndex('command_keys_at').on('command_keys').column('at').execute()
  },
}
