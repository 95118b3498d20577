/**
 * `npm run build`: pages, backend, shell and the shell's own backend into out/; what is unchanged since the last build is left as it is.
 * `node build/build.mjs main trial` builds the named parts alone.
 */
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
    inputs: [
      'shared',
      'renderer',
      'build/bundle-renderer.mjs',
      'build/bundle-sound.mjs',
      'build/data/rnnoise-notice.txt',
      'package-lock.json',
    ],
    make: async (into) => (await import('./bundle-renderer.mjs')).bundleRenderer(into),
  },
  {
    name: 'server',
    folders: ['server', 'voices'],
    inputs: ['shared', 'server', 'build/bundle-server.mjs', 'package-lock.json'],
    make: async (into) => (await import('./bundle-server.mjs')).bundleServer(into),
  },
  {
    name: 'main',
    folders: ['main'],
    inputs: [
      'shared',
      'main',
      'build/bundle-main.mjs',
      'build/bundle-contents.mjs',
      'build/icons/made',
      'package-lock.json',
    ],
    make: async (into) => void (await (await import('./bundle-main.mjs')).bundleMain(into)),
  },
  {
    name: 'trial',
    folders: ['trial'],
    inputs: ['shared', 'server', 'build/bundle-trial.mjs', 'build/bundle-contents.mjs', 'package-lock.json'],
    make: async (into) => void (await (await import('./bundle-trial.mjs')).bundleTrial(into)),
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

/** @param {string[]} names none: all @returns {{ part: Part, hash: string }[]} what is not true of its sources any more */
const stale = (names) =>
  parts
    .filter(({ name }) => names.length === 0 || names.includes(name))
    .map((part) => ({ part, hash: hashOf(part.inputs.map((input) => join(home, input))) }))
    .filter(({ part, hash }) => !isFresh(join(out, `${part.name}.stamp`), hash) || !existsSync(join(out, part.name)))

/** Builds what changed, in a process of its own: the bundlers' memory ends with it. @param {string[]} [names] of parts */
export function ensureBuilt(names = ['renderer', 'server', 'main']) {
  if (stale(names).length === 0) return
  console.error('building what changed…')
  const { status } = spawnSync(process.execPath, [fileURLToPath(import.meta.url), ...names], {
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  if (status !== 0) process.exit(status ?? 1)
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  process.chdir(home)
  const started = Date.now()
  const asked = process.argv.slice(2)
  const unknown = asked.filter((name) => !parts.some((part) => part.name === name))
  if (unknown.length > 0) {
    console.error(`unknown part: ${unknown.join(', ')}; known: ${parts.map(({ name }) => name).join(', ')}`)
    process.exit(2)
  }
  const work = stale(asked)
  for (const { part, hash } of work) await renew(part, hash)
  const names = work.map(({ part }) => part.name).join(' and ')
  console.error(names === '' ? 'nothing changed' : `built ${names} in ${Date.now() - started} ms`)
}
