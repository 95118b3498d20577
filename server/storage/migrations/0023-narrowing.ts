import { type Kysely, sql } from 'kysely'
import type { Migration } from '../migration.ts'

/** Lists are narrowed to a place with all in it, a unit, or days; kept ones too. */
export const narrowingMigration: Migration = {
  name: '0023-narrowing',
  async up(db: Kysely<unknown>) {
    // Codes are compared byte by byte: a range of them is a place with all in it, whatever the database's language.
    await sql`create index tickets_place on tickets (place collate "C")`.execute(db)
    await db.schema
      .alterTable('saved_views')
      .addColumn('within', 'text', (column) => column.notNull().defaultTo('{"place":"","unit":"","from":"","to":""}'))
      .execute()
  },
}
