import { type Kysely, sql } from 'kysely'
import type { Migration } from '../migration.ts'

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
    await sql`create trigger number_lookups_append_only before update or delete or truncate on number_lookups
      for each statement execute function refuse_change()`.execute(db)
  },
}
