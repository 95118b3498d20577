import { type Kysely, sql } from 'kysely'

/** Lets rows of a table be added and nothing else; `refuse_change` came with telephony. */
export const appendOnly = (db: Kysely<unknown>, table: string) =>
  sql`create trigger ${sql.ref(`${table}_append_only`)} before update or delete or truncate on ${sql.table(table)}
    for each statement execute function refuse_change()`.execute(db)

/** The append-only log of what people did with something, and what they were refused. @param of the column that names the thing */
export async function createActLog(db: Kysely<unknown>, table: string, of: string): Promise<void> {
  await db.schema
    .createTable(table)
    .addColumn('act_id', 'bigint', (column) => column.primaryKey().generatedAlwaysAsIdentity())
    .addColumn(of, 'text')
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('seat', 'text', (column) => column.notNull())
    .addColumn('act', 'text', (column) => column.notNull())
    .addColumn('said', 'text', (column) => column.notNull())
    .addColumn('refused', 'text')
    .execute()
  await appendOnly(db, table)
}
