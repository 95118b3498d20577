import { Kysely, PostgresDialect, type PostgresPool, sql } from 'kysely'
import { type Migration, migrate, oneNodeAtATime } from './migration.ts'
import { openEmbedded } from './pglite.ts'
import { openPostgres } from './postgres.ts'
import type { Db, Storage } from './query.ts'
import type { Tables } from './tables.ts'

/** Which database: a PostgreSQL server by its URL, or the embedded one in a folder (null: in memory). */
export type StorageSite =
  | { readonly kind: 'postgres'; readonly url: string }
  | { readonly kind: 'embedded'; readonly dataDir: string | null; readonly image?: Uint8Array<ArrayBuffer> }

export interface StorageOptions {
  readonly site: StorageSite
  readonly migrations: readonly Migration[]
  /** Something broke outside any query. */
  readonly onError: (error: Error) => void
}

/** The open database and its end. */
export interface OpenStorage extends Storage {
  /** Waits for the transactions under way, writes everything out and closes. */
  close(): Promise<void>
}

/** What is wrong with the database itself; said to the person who starts the program. */
export class UnfitDatabase extends Error {
  override readonly name = 'UnfitDatabase'
}

/** Opens the database, brings the data model up to date and proves that Chinese text search works. Throws UnfitDatabase where it does not. */
export async function openStorage(options: StorageOptions): Promise<OpenStorage> {
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: poolOf(options) }) })
  try {
    await db.transaction().execute(async (tx) => {
      // `if not exists` looks before it makes: two at once, and one of them fails.
      await oneNodeAtATime(tx as unknown as Kysely<unknown>)
      await sql`create extension if not exists pg_trgm`.execute(tx)
    })
    const probe = await sql<{ n: number }>`select coalesce(array_length(show_trgm('劳动'), 1), 0) as n`.execute(db)
    if (!probe.rows[0]?.n)
      throw new UnfitDatabase(
        'pg_trgm finds no Chinese words: create the database with a UTF-8 locale (lc_ctype C.UTF-8)',
      )
    await migrate(db as unknown as Kysely<unknown>, options.migrations)
  } catch (error) {
    await db.destroy()
    throw error
  }
  return { ...storageOn(db), close: () => db.destroy() }
}

/** The database as it is, to be read alone: nothing is brought up to date. `run` sees one moment of it, however long it reads. */
export async function readStorage<T>(
  { site, onError }: Pick<StorageOptions, 'site' | 'onError'>,
  run: (db: Db) => Promise<T>,
): Promise<T> {
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: poolOf({ site, onError }) }) })
  try {
    return await db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only').execute(run)
  } finally {
    await db.destroy()
  }
}

function poolOf({ site, onError }: Pick<StorageOptions, 'site' | 'onError'>): PostgresPool {
  if (site.kind === 'postgres') return openPostgres(site.url, onError)
  return openEmbedded({ dataDir: site.dataDir, image: site.image ?? null, onLost: onError })
}

function storageOn(db: Kysely<Tables>): Storage {
  return {
    db,
    async transaction(run) {
      const after: (() => void)[] = []
      const result = await db.transaction().execute((tx) => run({ tx, afterCommit: (next) => void after.push(next) }))
      for (const next of after) next()
      return result
    },
  }
}
