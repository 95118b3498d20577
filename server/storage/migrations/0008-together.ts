import type { Kysely } from 'kysely'
import type { Migration } from '../migration.ts'

/** Who else is or was in a call, and which call a consult was made for. */
export const togetherMigration: Migration = {
  name: '0008-together',
  async up(db: Kysely<unknown>) {
    await db.schema
      .alterTable('calls')
      .addColumn('partners', 'text', (column) => column.notNull().defaultTo('[]'))
      .addColumn('about', 'text')
      .execute()
    await db.schema.createIndex('calls_about').on('calls').column('about').execute()
  },
}
