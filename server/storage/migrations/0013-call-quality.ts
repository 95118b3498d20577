import type { Kysely } from 'kysely'
import type { Migration } from '../migration.ts'

/** How a call sounded at the seat that took it: one row a call and seat, as the seat's phone measured it. */
export const callQualityMigration: Migration = {
  name: '0013-call-quality',
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('call_quality')
      .addColumn('call_id', 'text', (column) => column.notNull())
      .addColumn('seat', 'text', (column) => column.notNull())
      .addColumn('at', 'bigint', (column) => column.notNull())
      .addColumn('seconds', 'integer', (column) => column.notNull())
      .addColumn('mos_average', 'double precision', (column) => column.notNull())
      .addColumn('mos_lowest', 'double precision', (column) => column.notNull())
      .addColumn('loss', 'double precision', (column) => column.notNull())
      .addColumn('sent_loss', 'double precision')
      .addColumn('jitter_ms', 'double precision', (column) => column.notNull())
      .addColumn('rtt_ms', 'double precision')
      .addColumn('silent_seconds', 'integer', (column) => column.notNull())
      .addPrimaryKeyConstraint('call_quality_key', ['call_id', 'seat'])
      .execute()
    await db.schema.createIndex('call_quality_at').on('call_quality').column('at').execute()
  },
}
