import type { Kysely } from 'kysely'
import type { Migration } from '../migration.ts'

/** Links are asked for from both of their ends. */
export const ticketLinksIndexMigration: Migration = {
  name: '0030-ticket-links-index',
  async up(db: Kysely<unknown>) {
    await db.schema.createIndex('ticket_links_of_ticket').on('ticket_links').column('ticket_no').execute()
  },
}
