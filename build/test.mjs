/** `npm test`: every kind of test. `--full` runs quality counts; `npm test -- unit e2e` runs the named suites alone. */
import { spawn } from 'node:child_process'
import { ensureSystem, strangers, system } from './system-packages.mjs'

const args = process.argv.slice(2)
const full = args.includes('--full')
const wanted = args.filter((arg) => !arg.startsWith('--'))
/** @param {string} project */
const vitest = (project) => ['vitest', 'run', '--project', project]
/** `optional`: where its needs cannot be had it is named as not run; with CI=true it fails then like any other.
 * @type {{ name: string, command: string[], needs: import('./system-packages.mjs').Need[], optional?: boolean }[]} */
const suites = [
  { name: 'check', command: ['node', 'build/check.mjs'], needs: [] },
  { name: 'build', command: ['node', 'build/build.mjs'], needs: [] },
  { name: 'contract', command: vitest('contract'), needs: [] },
  { name: 'integration', command: vitest('integration'), needs: [system.postgresql] },
  { name: 'faults', command: vitest('faults'), needs: [] },
  { name: 'packaging', command: vitest('packaging'), needs: [] },
  { name: 'mutants', command: ['node', 'build/mutants.mjs'], needs: [] },
  {
    name: 'e2e',
    command: ['playwright', 'test', '--config', 'tests/e2e/playwright.config.ts'],
    needs: [system.chromium, system.fonts],
  },
  {
    name: 'shell',
    command: ['playwright', 'test', '--config', 'tests/shell/playwright.config.ts'],
    needs: [system.chromium, system.fonts],
  },
  {
    name: 'interop',
    command: ['playwright', 'test', '--config', 'tests/interop/playwright.config.ts'],
    needs: [system.chromium, ...strangers],
    optional: true,
  },
]
const unknown = wanted.filter((name) => !suites.some((suite) => suite.name === name))
if (unknown.length > 0) {
  console.error(`unknown suite: ${unknown.join(', ')}; known: ${suites.map((suite) => suite.name).join(', ')}`)
  process.exit(2)
}
/** @param {string[]} command @returns {Promise<boolean>} */
const run = ([program = '', ...rest]) =>
  new Promise((resolve) => {
    const file = program === 'node' ? process.execPath : `node_modules/.bin/${program}`
    const child = spawn(file, rest, { stdio: 'inherit', env: { ...process.env, LIANXIAN_FULL: full ? '1' : '' } })
    child.on('error', () => resolve(false))
    child.on('close', (code) => resolve(code === 0))
  })

/** @type {{ name: string, ok: boolean | null, minutes: number }[]} */
const results = []
for (const suite of suites.filter(({ name }) => wanted.length === 0 || wanted.includes(name))) {
  const started = Date.now()
  console.log(`\n== ${suite.name}`)
  const ready = ensureSystem(suite.needs)
  const mayMiss = suite.optional === true && process.env.CI !== 'true'
  const ok = ready ? await run(suite.command) : mayMiss ? null : false
  results.push({ name: suite.name, ok, minutes: (Date.now() - started) / 60_000 })
}
console.log('\nsuite                minutes')
for (const { name, ok, minutes } of results) {
  console.log(`${ok === null ? 'none' : ok ? 'ok  ' : 'FAIL'} ${name.padEnd(14)} ${minutes.toFixed(2).padStart(7)}`)
}
console.log(
  `total               ${results
    .reduce((sum, { minutes }) => sum + minutes, 0)
    .toFixed(2)
    .padStart(7)}`,
)
const failed = results.filter(({ ok }) => ok === false).length
const missed = results.filter(({ ok }) => ok === null).length
const others = missed > 0 ? `, ${missed} not run` : ''
console.log(`suites: ${results.length - failed - missed} passed, ${failed} failed${others}`)
process.exit(failed === 0 ? 0 : 1)
