import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import pg from 'pg'
import { migrations } from '#server/storage/migrations.ts'
import { openEmbedded } from '#server/storage/pglite.ts'
import { type OpenStorage, openStorage, type StorageSite } from '#server/storage/storage.ts'
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

/**
 * An empty database as one image: starting from it saves most of the time a new one takes. Kept in the file LIANXIAN_TEST_IMAGE
 * names, where it does, for the processes of one run.
 */
async function embeddedImage(): Promise<Uint8Array<ArrayBuffer>> {
  const path = process.env.LIANXIAN_TEST_IMAGE
  if (path !== undefined && existsSync(path)) return new Uint8Array(readFileSync(path))
  const pool = openEmbedded({ dataDir: null, image: null, onLost: fail })
  const client = await pool.connect()
  await client.query('select 1', [])
  client.release()
  const image = await pool.image()
  await pool.end()
  if (path !== undefined) {
    writeFileSync(`${path}.${process.pid}`, image)
    renameSync(`${path}.${process.pid}`, path)
  }
  return image
}

/** Where an embedded database of a test's own stands: in memory, from the kept image where there is one. */
export const embeddedSite = async (): Promise<StorageSite> => ({
  kind: 'embedded',
  dataDir: null,
  ...(process.env.LIANXIAN_TEST_IMAGE === undefined ? {} : { image: await embeddedImage() }),
})

/** Initialised once; each test starts from a copy in memory. */
function embedded(): TestDatabase {
  let image: Uint8Array<ArrayBuffer> | null = null
  return {
    name: 'PGlite',
    async start() {
      image = await embeddedImage()
    },
    open: () =>
      openStorage({
        site: { kind: 'embedded', dataDir: null, ...(image ? { image } : {}) },
        migrations,
        onError: fail,
      }),
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
