import type { Kysely } from 'kysely'
import type { Migration } from '../migration.ts'

/** Lists that seats keep under names of their own. */
export const savedViewsMigration: Migration = {
  name: '0031-saved-views',
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('saved_views')
      .addColumn('seat', 'text', (column) => column.notNull())
      .addColumn('view_id', 'text', (column) => column.notNull())
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('list', 'text', (column) => column.notNull())
      .addColumn('q', 'text', (column) => column.notNull())
      .addColumn('at', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('saved_views_of_seat', ['seat', 'view_id'])
      .execute()
  },
}
