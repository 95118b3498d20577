import type { Kysely } from 'kysely'
import type { Migration } from '../migration.ts'

/** Satisfaction surveys, each with the call it is about. */
export const surveyMigration: Migration = {
  name: '0011-survey',
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('surveys')
      .addColumn('survey_sip_call_id', 'text', (column) => column.primaryKey())
      .addColumn('call_id', 'text', (column) => column.notNull().references('calls.call_id'))
      .addColumn('seat', 'text', (column) => column.notNull())
      .addColumn('asked_at', 'bigint', (column) => column.notNull())
      .addColumn('outcome', 'text')
      .addColumn('settled_at', 'bigint')
      .execute()
    await db.schema.createIndex('surveys_call').on('surveys').column('call_id').execute()
  },
}
