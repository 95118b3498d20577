import type { Kysely } from 'kysely'
import type { Migration } from '../migration.ts'
import { appendOnly } from './act-log.ts'

/** Who looked tickets up by a telephone number. Rows are only ever added. */
export const numberLookupMigration: Migration = {
  name: '0033-number-lookups',
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('number_lookups')
      .addColumn('seq', 'integer', (column) => column.generatedAlwaysAsIdentity().primaryKey())
      .addColumn('at', 'bigint', (column) => column.notNull())
      .addColumn('seat', 'text', (column) => column.notNull())
      .addColumn('role', 'text', (column) => column.notNull())
      .addColumn('phone_hash', 'text', (column) => column.notNull())
      .addColumn('found', 'integer', (column) => column.notNull())
      .execute()
    await db.schema.createIndex('number_lookups_of_seat').on('number_lookups').columns(['seat', 'at']).execute()
    await appendOnly(db, 'number_lookups')
  },
}
