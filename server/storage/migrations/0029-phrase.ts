import { type Kysely, sql } from 'kysely'
import type { Migration } from '../migration.ts'

/** Phrases of the hall and of seats, and the append-only log of who changed them. */
export const phraseMigration: Migration = {
  name: '0029-phrase',
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('phrases')
      .addColumn('phrase_id', 'text', (column) => column.primaryKey())
      .addColumn('seat', 'text')
      .addColumn('kind', 'text', (column) => column.notNull())
      .addColumn('title', 'text', (column) => column.notNull())
      .addColumn('text', 'text', (column) => column.notNull())
      .addColumn('matter', 'text', (column) => column.notNull())
      .addColumn('type', 'text', (column) => column.notNull())
      .addColumn('at', 'bigint', (column) => column.notNull())
      .execute()
    await sql`create index phrases_seat on phrases (seat)`.execute(db)
    await db.schema
      .createTable('phrase_acts')
      .addColumn('act_id', 'bigint', (column) => column.primaryKey().generatedAlwaysAsIdentity())
      .addColumn('phrase_id', 'text', (column) => column.notNull())
      .addColumn('at', 'bigint', (column) => column.notNull())
      .addColumn('seat', 'text', (column) => column.notNull())
      .addColumn('act', 'text', (column) => column.notNull())
      .addColumn('said', 'text', (column) => column.notNull())
      .addColumn('refused', 'text')
      .execute()
    await sql`create trigger phrase_acts_append_only before update or delete or truncate on phrase_acts
      for each statement execute function refuse_change()`.execute(db)
  },
}
