import { execFileSync, type SpawnOptions, spawn } from 'node:child_process'
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from './free-port.ts'

/** A PostgreSQL cluster of the tests' own, on a free port of 127.0.0.1. */
export interface PrivatePostgres {
  /** Of the database server; databases are made with `create database`. */
  readonly url: (database: string) => string
  stop(): Promise<void>
}

/** Folder of initdb and postgres: the newest installed; null: there is none. */
export function postgresPrograms(): string | null {
  const root = '/usr/lib/postgresql'
  const versions = existsSync(root) ? readdirSync(root).sort((a, b) => Number(b) - Number(a)) : []
  const folders = [...versions.map((version) => join(root, version, 'bin')), '/usr/local/bin', '/opt/homebrew/bin']
  return folders.find((folder) => existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'postgres'))) ?? null
}

/** PostgreSQL refuses to run as root: then as `postgres`, or as `nobody`. */
function unprivileged(): { uid: number; gid: number } | null {
  if (process.getuid?.() !== 0) return null
  for (const name of ['postgres', 'nobody']) {
    try {
      const id = (flag: string) => Number(execFileSync('id', [flag, name], { encoding: 'utf8', stdio: 'pipe' }))
      return { uid: id('-u'), gid: id('-g') }
    } catch {}
  }
  throw new Error('no unprivileged user to run PostgreSQL as')
}

/** The server DATABASE_URL names, where it is set, else a private cluster. */
export async function testPostgres(): Promise<PrivatePostgres> {
  const given = process.env.DATABASE_URL
  if (!given) return startPostgres()
  return {
    url(database) {
      const url = new URL(given)
      url.pathname = `/${database}`
      return url.href
    },
    stop: async () => {},
  }
}

/** Starts a cluster with the given ctype; it and its folder are gone after `stop`. */
export async function startPostgres(ctype = 'C.UTF-8'): Promise<PrivatePostgres> {
  const programs = postgresPrograms()
  if (!programs) throw new Error('PostgreSQL server is missing; on Debian: apt-get install postgresql')
  const folder = mkdtempSync(join(tmpdir(), 'lianxian-pg-'))
  const user = unprivileged()
  if (user) chownSync(folder, user.uid, user.gid)
  const as: SpawnOptions = { ...user, cwd: folder, stdio: 'ignore' }
  const data = join(folder, 'data')
  const locale = [`--lc-collate=${ctype}`, `--lc-ctype=${ctype}`]
  execFileSync(
    join(programs, 'initdb'),
    ['-D', data, '-U', 'lianxian', '-A', 'trust', '-E', 'UTF8', '--no-sync', ...locale],
    as,
  )
  const port = await freePort()
  const settings = ['fsync=off', 'listen_addresses=127.0.0.1', `port=${port}`, `unix_socket_directories=${folder}`]
  const server = spawn(join(programs, 'postgres'), ['-D', data, ...settings.flatMap((each) => ['-c', each])], as)
  const gone = new Promise<void>((resolve) => server.once('exit', () => resolve()))
  await answering(programs, port)
  return {
    url: (database) => `postgres://lianxian@127.0.0.1:${port}/${database}`,
    async stop() {
      // Smart first: connections that are just closing get their time; then fast.
      server.kill('SIGTERM')
      const timer = setTimeout(() => server.kill('SIGINT'), 2000)
      await gone
      clearTimeout(timer)
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function answering(programs: string, port: number): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    try {
      execFileSync(join(programs, 'pg_isready'), ['-q', '-h', '127.0.0.1', '-p', String(port)])
      return
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }
  throw new Error('PostgreSQL did not start')
}
