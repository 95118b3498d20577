import { type Kysely, sql } from 'kysely'
import type { Migration } from '../migration.ts'

/** Callback tasks with their append-only log, and the hall's history of calls page by page. */
export const callbackMigration: Migration = {
  name: '0012-callback',
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('callback_tasks')
      .addColumn('task_id', 'text', (column) => column.primaryKey())
      .addColumn('number', 'text', (column) => column.notNull())
      .addColumn('state', 'text', (column) => column.notNull())
      .addColumn('origin', 'text', (column) => column.notNull())
      .addColumn('missed', 'integer', (column) => column.notNull())
      .addColumn('missed_at', 'bigint')
      .addColumn('promised_by', 'text')
      .addColumn('note', 'text', (column) => column.notNull())
      .addColumn('due_at', 'bigint', (column) => column.notNull())
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .addColumn('seat', 'text')
      .addColumn('held_until', 'bigint')
      .addColumn('attempts', 'integer', (column) => column.notNull())
      .addColumn('unanswered', 'integer', (column) => column.notNull())
      .addColumn('last_outcome', 'text')
      .addColumn('spoke', 'boolean', (column) => column.notNull())
      .addColumn('call_id', 'text')
      .addColumn('closed_at', 'bigint')
      .execute()
    await sql`create unique index callback_tasks_live on callback_tasks (number) where closed_at is null`.execute(db)
    await sql`create index callback_tasks_due on callback_tasks (due_at) where closed_at is null`.execute(db)
    await db.schema.createIndex('callback_tasks_number').on('callback_tasks').columns(['number', 'missed_at']).execute()
    await db.schema
      .createTable('callback_events')
      .addColumn('event_id', 'bigint', (column) => column.primaryKey().generatedAlwaysAsIdentity())
      .addColumn('task_id', 'text', (column) => column.notNull())
      .addColumn('at', 'bigint', (column) => column.notNull())
      .addColumn('type', 'text', (column) => column.notNull())
      .addColumn('seat', 'text')
      .addColumn('event', 'text', (column) => column.notNull())
      .execute()
    await db.schema.createIndex('callback_events_task').on('callback_events').columns(['task_id']).execute()
    await sql`create trigger callback_events_append_only before update or delete or truncate on callback_events
      for each statement execute function refuse_change()`.execute(db)
    await db.schema.createIndex('calls_queued').on('calls').columns(['queued_at', 'call_id']).execute()
    await sql`create index calls_partners on calls using gin ((partners::jsonb) jsonb_path_ops) where partners <> '[]'`.execute(
      db,
    )
    await sql`create index calls_ended_unanswered on calls (ended_at) where answered_at is null`.execute(db)
  },
}
