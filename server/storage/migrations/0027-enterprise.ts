import { type Kysely, sql } from 'kysely'
import type { Migration } from '../migration.ts'
import { createActLog } from './act-log.ts'

/** The register of enterprises, the numbers their people call from, and the append-only log of its files and of who saw a number. */
export const enterpriseMigration: Migration = {
  name: '0027-enterprise',
  async up(db: Kysely<unknown>) {
    const texts = ['name', 'initials', 'industry', 'scale', 'zone', 'officer', 'officer_phone']
    const firms = db.schema
      .createTable('enterprises')
      .addColumn('code', 'text', (column) => column.primaryKey())
      .addColumn('green', 'boolean', (column) => column.notNull())
      .addColumn('updated_at', 'bigint', (column) => column.notNull())
    await texts.reduce((built, name) => built.addColumn(name, 'text', (column) => column.notNull()), firms).execute()
    await db.schema
      .createTable('enterprise_numbers')
      .addColumn('code', 'text', (column) => column.notNull().references('enterprises.code'))
      .addColumn('place', 'integer', (column) => column.notNull())
      .addColumn('phone_hash', 'text', (column) => column.notNull())
      .addColumn('phone', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('enterprise_numbers_place', ['code', 'place'])
      .execute()
    await db.schema.createIndex('enterprise_numbers_hash').on('enterprise_numbers').column('phone_hash').execute()
    await createActLog(db, 'enterprise_acts', 'code')
    // A firm's tickets are those that name its code.
    await sql`create index ticket_more_uscc on ticket_more ((more::jsonb ->> 'uscc'))`.execute(db)
  },
}
