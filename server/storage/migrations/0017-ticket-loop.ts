import { type Kysely, sql } from 'kysely'
import type { Migration } from '../migration.ts'

/** The ticket after it was handed in: where it stands, its clocks, its units' parts; and the unit a seat speaks for. */
export const ticketLoopMigration: Migration = {
  name: '0017-ticket-loop',
  async up(db: Kysely<unknown>) {
    await db.schema.alterTable('seat_accounts').addColumn('unit', 'text').execute()
    await db.schema
      .createTable('ticket_loops')
      .addColumn('ticket_no', 'text', (column) => column.primaryKey().references('tickets.ticket_no'))
      .addColumn('rev', 'integer', (column) => column.notNull())
      .addColumn('unit', 'text')
      .addColumn('due_at', 'bigint')
      .addColumn('marked', 'text', (column) => column.notNull())
      .addColumn('supervised', 'boolean', (column) => column.notNull())
      .addColumn('next_at', 'bigint')
      .addColumn('changed_at', 'bigint', (column) => column.notNull())
      .addColumn('state', 'text', (column) => column.notNull())
      .execute()
    await sql`create index ticket_loops_next on ticket_loops (next_at) where next_at is not null`.execute(db)
    await sql`create index ticket_loops_due on ticket_loops (due_at) where due_at is not null`.execute(db)
    await sql`create index ticket_loops_unit on ticket_loops (unit, ticket_no) where unit is not null`.execute(db)
    await db.schema.createIndex('tickets_status').on('tickets').columns(['status', 'ticket_no']).execute()
    await db.schema
      .createTable('ticket_tasks')
      .addColumn('ticket_no', 'text', (column) => column.notNull().references('tickets.ticket_no'))
      .addColumn('unit', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('ticket_tasks_once', ['unit', 'ticket_no'])
      .execute()
  },
}
