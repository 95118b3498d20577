import type { Kysely } from 'kysely'
import type { Migration } from '../migration.ts'

/** Each seat's favourites of the directory. */
export const directoryMigration: Migration = {
  name: '0010-directory',
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('directory_favourites')
      .addColumn('seat', 'text', (column) => column.notNull())
      .addColumn('entry_id', 'text', (column) => column.notNull())
      .addColumn('at', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('directory_favourites_once', ['seat', 'entry_id'])
      .execute()
  },
}
