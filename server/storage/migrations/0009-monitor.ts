import { type Kysely, sql } from 'kysely'
import type { Migration } from '../migration.ts'

/** Teams, and the append-only trail of what leads did with calls of their seats. */
export const monitorMigration: Migration = {
  name: '0009-monitor',
  async up(db: Kysely<unknown>) {
    await db.schema.alterTable('seat_accounts').addColumn('team', 'text').execute()
    await db.schema
      .createTable('lead_acts')
      .addColumn('act_id', 'bigint', (column) => column.primaryKey().generatedAlwaysAsIdentity())
      .addColumn('at', 'bigint', (column) => column.notNull())
      .addColumn('seat', 'text', (column) => column.notNull())
      .addColumn('act', 'text', (column) => column.notNull())
      .addColumn('about', 'text', (column) => column.notNull())
      .addColumn('call_id', 'text')
      .execute()
    await db.schema.createIndex('lead_acts_about').on('lead_acts').columns(['about', 'at']).execute()
    await sql`create trigger lead_acts_append_only before update or delete or truncate on lead_acts
      for each statement execute function refuse_change()`.execute(db)
  },
}
