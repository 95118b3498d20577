/**
 * `npm run check`: types per zone, Biome, dependency rules, dead code, sizes and unit tests. No network.
 * `npm run check -- types lint` runs the named checks alone.
 */
import { spawn } from 'node:child_process'
import { mkdirSync } from 'node:fs'

const zones = [
  'shared',
  'main',
  'main/preload',
  'server',
  'renderer',
  'renderer/link/worker',
  'renderer/phone/worklet',
  'build',
  'tests',
]
/** @type {Record<string, string[][]>} */
const checks = {
  types: zones.map((zone) => ['node', 'node_modules/ts7/bin/tsc', '-p', zone]),
  lint: [['biome', 'ci', '--error-on-warnings', '.']],
  imports: [
    [
      'depcruise',
      '--config',
      '.dependency-cruiser.cjs',
      '--output-type',
      'err',
      'shared',
      'main',
      'server',
      'renderer',
      'build',
      'tests',
    ],
  ],
  dead: [['knip', '--no-progress']],
  house: [
    ['node', 'build/house.mjs'],
    ['node', 'build/lock.mjs', '--check'],
  ],
  unit: [['vitest', 'run', '--project', 'unit', '--project', 'dom', '--reporter', 'dot']],
}

/** @param {string[]} command @returns {Promise<{ ok: boolean, text: string }>} */
const run = ([program = '', ...args]) =>
  new Promise((resolve) => {
    const child =
      program === 'node'
        ? spawn(process.execPath, args)
        : spawn(`node_modules/.bin/${program}`, args, { shell: process.platform === 'win32' })
    let text = ''
    const add = (/** @type {Buffer} */ part) => {
      text += part.toString()
    }
    child.stdout.on('data', add)
    child.stderr.on('data', add)
    child.on('error', (error) => resolve({ ok: false, text: String(error) }))
    child.on('close', (code) => resolve({ ok: code === 0, text }))
  })

mkdirSync('.cache', { recursive: true })
const wanted = process.argv.slice(2)
const unknown = wanted.filter((name) => !(name in checks))
if (unknown.length > 0) {
  console.error(`unknown check: ${unknown.join(', ')}; known: ${Object.keys(checks).join(', ')}`)
  process.exit(2)
}
const queue = Object.entries(checks)
  .filter(([name]) => wanted.length === 0 || wanted.includes(name))
  .flatMap(([name, commands]) => commands.map((command) => ({ name, command })))
let failed = 0
const next = async () => {
  for (let job = queue.shift(); job; job = queue.shift()) {
    const started = Date.now()
    const { ok, text } = await run(job.command)
    const label = `${job.name} ${job.command.slice(-1)}`
    console.log(`${ok ? 'ok  ' : 'FAIL'} ${label} ${((Date.now() - started) / 1000).toFixed(1)} s`)
    if (!ok) {
      failed += 1
      console.log(text)
    }
  }
}
await Promise.all([next(), next()])
process.exit(failed === 0 ? 0 : 1)
