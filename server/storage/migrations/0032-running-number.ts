import { type Kysely, sql } from 'kysely'
import type { Migration } from '../migration.ts'

/** People look a ticket up by the last six digits of its number. */
export const runningNumberMigration: Migration = {
  name: '0032-running-number',
  async up(db: Kysely<unknown>) {
    await sql`create index tickets_running_number on tickets (right(ticket_no, 6))`.execute(db)
  },
}
