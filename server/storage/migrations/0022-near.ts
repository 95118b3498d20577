import { type Kysely, sql } from 'kysely'
import type { Migration } from '../migration.ts'

/** Which tickets are about the same: found by place and group of matters, linked by hand, flagged at handing in. */
export const nearMigration: Migration = {
  name: '0022-near',
  async up(db: Kysely<unknown>) {
    await sql`create index tickets_near on tickets (left(place, 9), left(matter, 4), submitted_at)`.execute(db)
    await db.schema
      .createTable('ticket_links')
      .addColumn('draft_id', 'text', (column) => column.notNull().references('ticket_drafts.draft_id'))
      .addColumn('ticket_no', 'text', (column) => column.notNull().references('tickets.ticket_no'))
      .addColumn('seat', 'text', (column) => column.notNull())
      .addColumn('at', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('ticket_links_once', ['draft_id', 'ticket_no'])
      .execute()
    await db.schema
      .createTable('ticket_flags')
      .addColumn('ticket_no', 'text', (column) => column.notNull().references('tickets.ticket_no'))
      .addColumn('flag', 'text', (column) => column.notNull())
      .addColumn('at', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('ticket_flags_once', ['ticket_no', 'flag'])
      .execute()
  },
}
