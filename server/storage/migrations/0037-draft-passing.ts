import type { Kysely } from 'kysely'
import type { Migration } from '../migration.ts'
import { appendOnly } from './act-log.ts'

/** Drafts go along with a hand-over: which ones, what came of it, and whose a draft was before. */
export const draftPassingMigration: Migration = {
  name: '0037-draft-passing',
  async up(db: Kysely<unknown>) {
    await db.schema
      .alterTable('handovers')
      .addColumn('drafts', 'text', (column) => column.notNull().defaultTo('[]'))
      .addColumn('passed', 'text')
      .execute()
    await db.schema.alterTable('ticket_drafts').addColumn('passed_from', 'text').execute()
    await db.schema
      .createTable('draft_passes')
      .addColumn('pass_id', 'bigint', (column) => column.primaryKey().generatedAlwaysAsIdentity())
      .addColumn('draft_id', 'text', (column) => column.notNull())
      .addColumn('from_seat', 'text', (column) => column.notNull())
      .addColumn('to_seat', 'text', (column) => column.notNull())
      .addColumn('handover_id', 'text', (column) => column.notNull())
      .addColumn('at', 'bigint', (column) => column.notNull())
      .execute()
    await db.schema.createIndex('draft_passes_from').on('draft_passes').columns(['from_seat', 'at']).execute()
    await db.schema.createIndex('draft_passes_draft').on('draft_passes').column('draft_id').execute()
    await appendOnly(db, 'draft_passes')
  },
}
