import { type Kysely, sql } from 'kysely'
import type { Migration } from '../migration.ts'

/** The append-only log of call events, and one row a call. */
export const telephonyMigration: Migration = {
  name: '0005-telephony',
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('call_events')
      .addColumn('event_id', 'bigint', (column) => column.primaryKey().generatedAlwaysAsIdentity())
      .addColumn('call_id', 'text', (column) => column.notNull())
      .addColumn('at', 'bigint', (column) => column.notNull())
      .addColumn('type', 'text', (column) => column.notNull())
      .addColumn('event', 'text', (column) => column.notNull())
      .execute()
    await db.schema.createIndex('call_events_at').on('call_events').column('at').execute()
    await db.schema
      .createTable('calls')
      .addColumn('call_id', 'text', (column) => column.primaryKey())
      .addColumn('sip_call_id', 'text', (column) => column.notNull())
      .addColumn('direction', 'text', (column) => column.notNull())
      .addColumn('queue', 'text')
      .addColumn('number', 'text')
      .addColumn('seat', 'text')
      .addColumn('state', 'text', (column) => column.notNull())
      .addColumn('queued_at', 'bigint', (column) => column.notNull())
      .addColumn('offered_at', 'bigint')
      .addColumn('answered_at', 'bigint')
      .addColumn('ended_at', 'bigint')
      .addColumn('ended_by', 'text')
      .addColumn('calls_today', 'integer', (column) => column.notNull())
      .addColumn('calls_in_7_days', 'integer', (column) => column.notNull())
      .execute()
    await db.schema.createIndex('calls_number').on('calls').columns(['number', 'queued_at']).execute()
    await db.schema.createIndex('calls_sip_call_id').on('calls').column('sip_call_id').execute()
    await db.schema.createIndex('calls_seat').on('calls').columns(['seat', 'queued_at']).execute()
    await sql`create function refuse_change() returns trigger language plpgsql as $$
      begin raise exception 'rows of % are only ever added', tg_table_name; end $$`.execute(db)
    await sql`create trigger call_events_append_only before update or delete or truncate on call_events
      for each statement execute function refuse_change()`.execute(db)
  },
}
