import { type Kysely, sql } from 'kysely'
import type { Migration } from '../migration.ts'

/** Text messages to citizens: one of a kind a ticket. */
export const messageMigration: Migration = {
  name: '0035-message',
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('text_messages')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('ticket_no', 'text', (column) => column.notNull().references('tickets.ticket_no'))
      .addColumn('kind', 'text', (column) => column.notNull())
      .addColumn('phone', 'text', (column) => column.notNull())
      .addColumn('text', 'text', (column) => column.notNull())
      .addColumn('state', 'text', (column) => column.notNull())
      .addColumn('tries', 'integer', (column) => column.notNull())
      .addColumn('next_at', 'bigint', (column) => column.notNull())
      .addColumn('at', 'bigint', (column) => column.notNull())
      .addColumn('done_at', 'bigint')
      .addColumn('reason', 'text')
      .addUniqueConstraint('text_messages_once', ['ticket_no', 'kind'])
      .execute()
    await sql`create index text_messages_waiting on text_messages (next_at) where state = 'waiting'`.execute(db)
  },
}
