import { type Kysely, sql } from 'kysely'
import type { Migration } from '../migration.ts'
import { createActLog } from './act-log.ts'

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
    await createActLog(db, 'phrase_acts', 'phrase_id')
  },
}
