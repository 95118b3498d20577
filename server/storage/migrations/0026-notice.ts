import { type Kysely, sql } from 'kysely'
import type { Migration } from '../migration.ts'
import { createActLog } from './act-log.ts'

/** Notices to the hall, who has confirmed them, and the append-only log of both. */
export const noticeMigration: Migration = {
  name: '0026-notice',
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('notices')
      .addColumn('notice_id', 'text', (column) => column.primaryKey())
      .addColumn('seat', 'text', (column) => column.notNull())
      .addColumn('title', 'text', (column) => column.notNull())
      .addColumn('text', 'text', (column) => column.notNull())
      .addColumn('level', 'text', (column) => column.notNull())
      .addColumn('audience', 'text', (column) => column.notNull())
      .addColumn('at', 'bigint', (column) => column.notNull())
      .addColumn('until', 'bigint', (column) => column.notNull())
      .addColumn('withdrawn_at', 'bigint')
      .execute()
    await sql`create index notices_until on notices (until) where withdrawn_at is null`.execute(db)
    await db.schema
      .createTable('notice_reads')
      .addColumn('notice_id', 'text', (column) => column.notNull().references('notices.notice_id'))
      .addColumn('seat', 'text', (column) => column.notNull())
      .addColumn('at', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('notice_reads_once', ['notice_id', 'seat'])
      .execute()
    await createActLog(db, 'notice_acts', 'notice_id')
  },
}
