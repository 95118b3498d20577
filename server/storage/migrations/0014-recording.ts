import { type Kysely, sql } from 'kysely'
import type { Migration } from '../migration.ts'

/** The index of recordings, and the append-only trail of who played them. */
export const recordingMigration: Migration = {
  name: '0014-recording',
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('recordings')
      .addColumn('recording_id', 'text', (column) => column.primaryKey())
      .addColumn('call_id', 'text', (column) => column.notNull())
      .addColumn('seat', 'text', (column) => column.notNull())
      .addColumn('leg_id', 'text', (column) => column.notNull())
      .addColumn('started_at', 'bigint', (column) => column.notNull())
      .addColumn('ms', 'bigint', (column) => column.notNull())
      .addColumn('spans', 'text', (column) => column.notNull())
      .addColumn('chunks', 'text')
      .addColumn('ended_at', 'bigint')
      .addColumn('deleted_at', 'bigint')
      .addUniqueConstraint('recordings_once', ['call_id', 'seat', 'leg_id'])
      .execute()
    await sql`create index recordings_kept on recordings (started_at) where deleted_at is null`.execute(db)
    await db.schema
      .createTable('recording_acts')
      .addColumn('act_id', 'bigint', (column) => column.primaryKey().generatedAlwaysAsIdentity())
      .addColumn('at', 'bigint', (column) => column.notNull())
      .addColumn('seat', 'text')
      .addColumn('act', 'text', (column) => column.notNull())
      .addColumn('access_id', 'text', (column) => column.notNull())
      .addColumn('recording_id', 'text', (column) => column.notNull())
      .addColumn('call_id', 'text', (column) => column.notNull())
      .addColumn('reason', 'text', (column) => column.notNull())
      .execute()
    await db.schema.createIndex('recording_acts_call').on('recording_acts').columns(['call_id', 'at']).execute()
    await sql`create trigger recording_acts_append_only before update or delete or truncate on recording_acts
      for each statement execute function refuse_change()`.execute(db)
  },
}
