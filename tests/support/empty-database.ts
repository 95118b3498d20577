import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { openEmbedded } from '#server/storage/pglite.ts'
import manifest from '../../package.json' with { type: 'json' }

const cache = '.cache'

/** Kept for later runs: what initdb makes changes with the database's version alone. */
const kept = join(cache, `pglite-${manifest.dependencies['@electric-sql/pglite']}.tar`)

const fail = (error: Error) => {
  throw error
}

/** An embedded database after initdb, without a table, as one image: starting from it saves most of the time a new one takes. */
export async function emptyDatabase(): Promise<Uint8Array<ArrayBuffer>> {
  if (existsSync(kept)) return new Uint8Array(readFileSync(kept))
  const pool = openEmbedded({ dataDir: null, image: null, onLost: fail })
  const client = await pool.connect()
  await client.query('select 1', [])
  client.release()
  const image = await pool.image()
  await pool.end()
  mkdirSync(cache, { recursive: true })
  // Several processes may make it at once: each its own, and the last one stays.
  writeFileSync(`${kept}.${process.pid}`, image)
  renameSync(`${kept}.${process.pid}`, kept)
  return image
}

/** Puts an empty database into a backend's data folder, so that its start need not make one. */
export async function putEmptyDatabase(dataFolder: string): Promise<void> {
  await emptyDatabase()
  const folder = join(dataFolder, 'database')
  mkdirSync(folder)
  const { status, stderr } = spawnSync('tar', ['-xf', kept, '-C', folder], { encoding: 'utf8' })
  if (status !== 0) throw new Error(`the empty database could not be unpacked: ${stderr}`)
}
