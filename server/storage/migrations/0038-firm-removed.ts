import type { Kysely } from 'kysely'
import type { Migration } from '../migration.ts'

/** Enterprises that were taken off the register stay for the tickets that name them. */
export const firmRemovedMigration: Migration = {
  name: '0038-firm-removed',
  async up(db: Kysely<unknown>) {
    await db.schema.alterTable('enterprises').addColumn('removed_at', 'bigint').execute()
  },
}
