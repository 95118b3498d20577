import type { Kysely } from 'kysely'
import type { Migration } from '../migration.ts'

/** The assistant looks for the draft of a call each time the caller has said something. */
export const draftOfCallMigration: Migration = {
  name: '0006-draft-of-call',
  async up(db: Kysely<unknown>) {
    await db.schema.createIndex('ticket_drafts_call').on('ticket_drafts').columns(['call_id']).execute()
  },
}
