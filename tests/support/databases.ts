import pg from 'pg'
import { migrations } from '#server/storage/migrations.ts'
import { type OpenStorage, openStorage, type StorageSite } from '#server/storage/storage.ts'
import { emptyDatabase } from './empty-database.ts'
import { type PrivatePostgres, testPostgres } from './postgres.ts'

/** One of the two databases the same tests run on. */
export interface TestDatabase {
  readonly name: 'PGlite' | 'PostgreSQL'
  /** Call in beforeAll. */
  start(): Promise<void>
  /** A fresh, migrated database; the test closes it. */
  open(): Promise<OpenStorage>
  /** Call in afterAll. */
  stop(): Promise<void>
}

const fail = (error: Error) => {
  throw error
}

/** Both databases: `describe.each(databases())('… on $name', (database) => …)`. */
export const databases = (): TestDatabase[] => [embedded(), server()]

/** Where an embedded database of a test's own stands: in memory. */
export const embeddedSite = async (): Promise<StorageSite> => ({
  kind: 'embedded',
  dataDir: null,
  image: await emptyDatabase(),
})

function embedded(): TestDatabase {
  return {
    name: 'PGlite',
    async start() {},
    open: async () => openStorage({ site: await embeddedSite(), migrations, onError: fail }),
    async stop() {},
  }
}

function server(): TestDatabase {
  let cluster: PrivatePostgres | null = null
  const made: string[] = []
  const tell = async (statement: string) => {
    const client = new pg.Client({ connectionString: cluster?.url('postgres') })
    await client.connect()
    await client.query(statement)
    await client.end()
  }
  return {
    name: 'PostgreSQL',
    async start() {
      cluster = await testPostgres()
    },
    async open() {
      if (!cluster) throw new Error('start() comes first')
      const name = `lianxian_test_${process.pid}_${made.length}`
      await tell(`create database ${name}`)
      made.push(name)
      return openStorage({ site: { kind: 'postgres', url: cluster.url(name) }, migrations, onError: fail })
    },
    async stop() {
      for (const name of made) await tell(`drop database ${name} with (force)`)
      await cluster?.stop()
    },
  }
}
