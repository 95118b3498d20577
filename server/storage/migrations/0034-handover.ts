import { type Kysely, sql } from 'kysely'
import type { Migration } from '../migration.ts'
import { createActLog } from './act-log.ts'

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
    await createActLog(db, 'handover_acts', 'handover_id')
  },
}
