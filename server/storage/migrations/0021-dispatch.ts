import { type Kysely, sql } from 'kysely'
import type { Migration } from '../migration.ts'

/** The rules that say which unit a ticket goes to, version by version, and the append-only trail of their files. */
export const dispatchMigration: Migration = {
  name: '0021-dispatch',
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('dispatch_imports')
      .addColumn('seq', 'bigint', (column) => column.primaryKey())
      .addColumn('version', 'integer', (column) => column.notNull())
      .addColumn('outcome', 'text', (column) => column.notNull())
      .addColumn('entry', 'text', (column) => column.notNull())
      .addColumn('prev', 'text', (column) => column.notNull())
      .addColumn('hash', 'text', (column) => column.notNull())
      .execute()
    await sql`create trigger dispatch_imports_append_only before update or delete or truncate on dispatch_imports
      for each statement execute function refuse_change()`.execute(db)
    await db.schema
      .createTable('dispatch_head')
      .addColumn('id', 'integer', (column) => column.primaryKey().check(sql`id = 1`))
      .addColumn('version', 'integer', (column) => column.notNull())
      .addColumn('digest', 'text', (column) => column.notNull())
      .addColumn('seq', 'bigint', (column) => column.notNull())
      .addColumn('hash', 'text', (column) => column.notNull())
      .execute()
    await sql`insert into dispatch_head (id, version, digest, seq, hash) values (1, 0, '', 0, '')`.execute(db)
    const texts = ['matter', 'place', 'hours', 'lead', 'assisting', 'basis', 'valid_from', 'valid_to']
    const rules = db.schema
      .createTable('dispatch_rules')
      .addColumn('version', 'integer', (column) => column.notNull())
      .addColumn('line', 'integer', (column) => column.notNull())
      .addPrimaryKeyConstraint('dispatch_rules_line', ['version', 'line'])
    await texts.reduce((built, name) => built.addColumn(name, 'text', (column) => column.notNull()), rules).execute()
    await sql`create index tickets_rush on tickets
      ((case urgency when 'critical' then 0 when 'urgent' then 1 else 2 end), ticket_no)
      where status = 'TO_DISPATCH'`.execute(db)
  },
}
