import { type Kysely, sql } from 'kysely'
import type { Migration } from '../migration.ts'

/** What a ticket says besides, and the draft it was parted from. Written once, at handing in. */
export const ticketMoreMigration: Migration = {
  name: '0019-ticket-more',
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('ticket_more')
      .addColumn('ticket_no', 'text', (column) => column.primaryKey().references('tickets.ticket_no'))
      .addColumn('more', 'text', (column) => column.notNull())
      .addColumn('person_more', 'text', (column) => column.notNull())
      .addColumn('split_group', 'text', (column) => column.notNull())
      .execute()
    await db.schema.createIndex('ticket_more_split').on('ticket_more').column('split_group').execute()
    await sql`create function refuse_ticket_more_change() returns trigger language plpgsql as $$
      begin raise exception 'rows of ticket_more are only ever added'; end $$`.execute(db)
    await sql`create trigger ticket_more_append_only before update or delete on ticket_more
      for each statement execute function refuse_ticket_more_change()`.execute(db)
  },
}
