import { type Kysely, sql } from 'kysely'
import type { Migration } from '../migration.ts'

/** Text messages to units: one a dispatch, and a ticket may be dispatched again. */
export const unitTextsMigration: Migration = {
  name: '0036-unit-texts',
  async up(db: Kysely<unknown>) {
    await sql`alter table text_messages add column rev integer not null default 0, add column unit text`.execute(db)
    await sql`alter table text_messages drop constraint text_messages_once`.execute(db)
    await sql`alter table text_messages add constraint text_messages_once unique (ticket_no, kind, rev)`.execute(db)
  },
}
