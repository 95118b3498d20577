import type { Kysely } from 'kysely'
import type { Migration } from '../migration.ts'

/** Accounts, sessions and standings of the seats. */
export const seatMigration: Migration = {
  name: '0001-seat',
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('seat_accounts')
      .addColumn('seat', 'text', (column) => column.primaryKey())
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('role', 'text', (column) => column.notNull())
      .addColumn('skills', 'text', (column) => column.notNull())
      .addColumn('password_hash', 'text')
      .addColumn('failures', 'integer', (column) => column.notNull().defaultTo(0))
      .addColumn('locked_until', 'bigint')
      .addColumn('disabled', 'boolean', (column) => column.notNull().defaultTo(false))
      .execute()
    await db.schema
      .createTable('seat_sessions')
      .addColumn('session_id', 'text', (column) => column.primaryKey())
      .addColumn('seat', 'text', (column) => column.notNull().unique().references('seat_accounts.seat'))
      .addColumn('sip_ha1', 'text')
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .addColumn('renewed_at', 'bigint', (column) => column.notNull())
      .addColumn('ends_at', 'bigint', (column) => column.notNull())
      .execute()
    await db.schema
      .createTable('seat_standings')
      .addColumn('seat', 'text', (column) => column.primaryKey().references('seat_accounts.seat'))
      .addColumn('revision', 'bigint', (column) => column.notNull())
      .addColumn('state', 'text', (column) => column.notNull())
      .addColumn('since', 'bigint', (column) => column.notNull())
      .addColumn('idle_since', 'bigint', (column) => column.notNull())
      .addColumn('reason', 'text')
      .addColumn('next_reason', 'text')
      .addColumn('call_id', 'text')
      .addColumn('wrap_up_ends_at', 'bigint')
      .addColumn('wrap_up_extended', 'boolean', (column) => column.notNull())
      .addColumn('desk', 'text', (column) => column.notNull())
      .execute()
  },
}
