import { type Kysely, sql } from 'kysely'

/** One step of the data model. Steps are only ever added; a step that ran anywhere is never changed. */
export interface Migration {
  /** `NNNN-domain`, unique; steps run in the order of the list. */
  readonly name: string
  up(db: Kysely<unknown>): Promise<void>
}

/** Key of the advisory lock that keeps two starting nodes from migrating at once: `lianxian` in ASCII, cut to 31 bits. */
const advisoryLock = 0x6c69616e

/** Makes nodes that start at once do the next thing one after the other, until the transaction ends. */
export const oneNodeAtATime = (tx: Kysely<unknown>) =>
  sql`select pg_advisory_xact_lock(${sql.lit(advisoryLock)})`.execute(tx)

/**
 * Runs what of the list has not run yet, all in one transaction: half a data model is never left behind.
 * @returns names of the steps that ran now
 */
export async function migrate(db: Kysely<unknown>, list: readonly Migration[]): Promise<string[]> {
  return db.transaction().execute(async (tx) => {
    await oneNodeAtATime(tx)
    await sql`create table if not exists migrations (name text primary key, ran_at bigint not null)`.execute(tx)
    const done = await sql<{ name: string }>`select name from migrations`.execute(tx)
    const known = new Set(done.rows.map((row) => row.name))
    const fresh = list.filter((step) => !known.has(step.name))
    for (const step of fresh) {
      await step.up(tx)
      await sql`insert into migrations (name, ran_at)
        values (${step.name}, (extract(epoch from clock_timestamp()) * 1000)::bigint)`.execute(tx)
    }
    return fresh.map((step) => step.name)
  })
}
