import { type Kysely, sql } from 'kysely'
import type { Migration } from '../migration.ts'

/** Hand-overs at the change of shifts, and the append-only log of them. */
export const handoverMigration: Migration = {
  name: '0034-handover',
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('handovers')
      .addColumn('handover_id', 'text', (column) => column.primaryKey())
      .addColumn('seat', 'text', (column) => column.notNull())
      .addColumn('to_kind', 'text', (column) => column.notNull())
      .addColumn('to_name', 'text', (column) => column.notNull())
      .addColumn('text', 'text', (column) => column.notNull())
      .addColumn('tasks', 'text', (column) => column.notNull())
      .addColumn('at', 'bigint', (column) => column.notNull())
      .addColumn('accepted_by', 'text')
      .addColumn('accepted_at', 'bigint')
      .execute()
    await sql`create index handovers_at on handovers (at)`.execute(db)
    await db.schema
      .createTable('handover_acts')
      .addColumn('act_id', 'bigint', (column) => column.primaryKey().generatedAlwaysAsIdentity())
      .addColumn('handover_id', 'text')
      .addColumn('at', 'bigint', (column) => column.notNull())
      .addColumn('seat', 'text', (column) => column.notNull())
      .addColumn('act', 'text', (column) => column.notNull())
      .addColumn('said', 'text', (column) => column.notNull())
      .addColumn('refused', 'text')
      .execute()
    await sql`create trigger handover_acts_append_only before update or delete or truncate on handover_acts
      for each statement execute function refuse_change()`.execute(db)
  },
}
