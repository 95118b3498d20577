/** `npm run build`: pages and backend into out/; what is unchanged since the last build is left as it is. */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { hashOf, isFresh, writeStamp } from './stamp.mjs'

const home = resolve(dirname(fileURLToPath(import.meta.url)), '..')
const out = join(home, 'out')

/** @typedef {{ name: string, folders: string[], inputs: string[], make: (into: string) => Promise<void> }} Part */

/** The bundlers are loaded only where there is something to do. @type {Part[]} */
const parts = [
  {
    name: 'renderer',
    folders: ['renderer'],
    inputs: ['shared', 'renderer', 'build/bundle-renderer.mjs', 'package-lock.json'],
    make: async (into) => (await import('./bundle-renderer.mjs')).bundleRenderer(into),
  },
  {
    name: 'server',
    folders: ['server', 'voices'],
    inputs: ['shared', 'server', 'build/bundle-server.mjs', 'package-lock.json'],
    make: async (into) => (await import('./bundle-server.mjs')).bundleServer(into),
  },
]

/** Made beside and moved in place, so that a start never meets half a build. @param {Part} part @param {string} hash */
async function renew(part, hash) {
  mkdirSync(out, { recursive: true })
  const into = mkdtempSync(join(out, '.next-'))
  try {
    await part.make(into)
    for (const folder of part.folders) {
      if (!existsSync(join(into, folder))) continue
      const old = join(into, `old-${folder}`)
      if (existsSync(join(out, folder))) renameSync(join(out, folder), old)
      renameSync(join(into, folder), join(out, folder))
    }
    writeStamp(join(out, `${part.name}.stamp`), hash)
  } finally {
    rmSync(into, { recursive: true, force: true })
  }
}

/** @returns {{ part: Part, hash: string }[]} what is not true of its sources any more */
const stale = () =>
  parts
    .map((part) => ({ part, hash: hashOf(part.inputs.map((input) => join(home, input))) }))
    .filter(({ part, hash }) => !isFresh(join(out, `${part.name}.stamp`), hash) || !existsSync(join(out, part.name)))

/** Builds what changed, in a process of its own: the bundlers' memory ends with it. */
export function ensureBuilt() {
  if (stale().length === 0) return
  console.error('building what changed…')
  const { status } = spawnSync(process.execPath, [fileURLToPath(import.meta.url)], {
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  if (status !== 0) process.exit(status ?? 1)
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  process.chdir(home)
  const started = Date.now()
  const work = stale()
  for (const { part, hash } of work) await renew(part, hash)
  const names = work.map(({ part }) => part.name).join(' and ')
  console.error(names === '' ? 'nothing changed' : `built ${names} in ${Date.now() - started} ms`)
}
