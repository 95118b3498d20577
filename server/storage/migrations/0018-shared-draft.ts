import type { Kysely } from 'kysely'
import type { Migration } from '../migration.ts'

/** A draft is written by several seats: whose each update is, and what is shown at its fields. */
export const sharedDraftMigration: Migration = {
  name: '0018-shared-draft',
  async up(db: Kysely<unknown>) {
    await db.schema
      .alterTable('ticket_drafts')
      .addColumn('notes', 'text', (column) => column.notNull().defaultTo('{"marks":{},"clashes":[]}'))
      .execute()
    await db.schema.alterTable('ticket_draft_updates').addColumn('seat', 'text').execute()
  },
}
