/**
 * `node build/mutants.mjs [words]`: breaks each rule of security on purpose, in copies of the tree, and runs the test that guards it.
 * A mutant that lives is a rule nobody tests. The lists are tests/mutants/; with words, only rules whose text holds one of them.
 */
import { spawn, spawnSync } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'

/** How many tests run at one time; how long one may take, and one run of a file, ms. */
const lanes = 2
const testMs = 4000
const runMs = 90_000

/**
 * `find` stands exactly once in `file`. `name`: part of the full names of the tests that guard the rule; without it, all of `test`.
 * @typedef {{ rule: string, file: string, find: string, replace: string, test: string, project: string, name?: string }} Mutant
 * @typedef {{ passed: string[], failed: string[], ended: boolean }} Outcome
 */
const words = process.argv.slice(2)
/** Of a list so many are tried, evenly spread over it; all of them with words, and in `npm run test:full`. */
const mostOfList = words.length > 0 || process.env.LIANXIAN_FULL === '1' ? Number.POSITIVE_INFINITY : 14
/** @param {Mutant[]} list @returns {Mutant[]} */
const spread = (list) => {
  const share = Math.min(1, mostOfList / list.length)
  return list.filter((_, index) => Math.floor((index + 1) * share) > Math.floor(index * share))
}
/** @type {Mutant[][]} */
const lists = readdirSync('tests/mutants')
  .filter((name) => name.endsWith('.json'))
  .map((name) => JSON.parse(readFileSync(join('tests/mutants', name), 'utf8')))
const mutants = lists
  .flatMap(spread)
  .filter(({ rule }) => words.length === 0 || words.some((word) => rule.includes(word)))
const files = spawnSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { encoding: 'utf8' })
  .stdout.split('\n')
  .filter((file) => file !== '' && existsSync(file))

const folder = mkdtempSync(join(tmpdir(), 'lianxian-mutants-'))

/** @param {string} file @param {string} find */
const standsOnce = (file, find) => readFileSync(file, 'utf8').split(find).length === 2

/** @param {number} lane */
function copyTree(lane) {
  const copy = join(folder, String(lane))
  for (const file of files) {
    mkdirSync(join(copy, dirname(file)), { recursive: true })
    cpSync(file, join(copy, file))
  }
  symlinkSync(resolve('node_modules'), join(copy, 'node_modules'), 'dir')
  return copy
}

/** @param {Mutant[]} of @returns {string[]} the option that leaves out what none of them names */
const onlyNamed = (of) => {
  const names = of.flatMap(({ name }) => (name === undefined ? [] : [name.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')]))
  return names.length < of.length ? [] : ['-t', `(${names.join('|')})`]
}

/**
 * Runs tests of one file in a copy. `ended`: it came to its end and wrote its report.
 * @param {string} copy @param {Pick<Mutant, 'project' | 'test'>} what @param {string[]} more @returns {Promise<Outcome>}
 */
function run(copy, { project, test }, more) {
  const report = join(copy, 'report.json')
  rmSync(report, { force: true })
  // Files that no mutant touches are read and compiled once; the cache goes by content.
  const cache = ['--experimental.fsModuleCache', '--experimental.fsModuleCachePath', join(folder, 'modules')]
  const options = ['--project', project, '--reporter', 'json', '--outputFile', report, ...cache, ...more]
  const args = ['node_modules/vitest/vitest.mjs', 'run', ...options, test]
  return new Promise((done) => {
    const child = spawn(process.execPath, args, {
      cwd: copy,
      stdio: 'ignore',
      timeout: runMs,
      killSignal: 'SIGKILL',
    })
    child.on('close', () => done(readReport(report)))
  })
}

/** @param {string} path @returns {Outcome} */
function readReport(path) {
  try {
    const { testResults } = JSON.parse(readFileSync(path, 'utf8'))
    /** @type {{ status: string, fullName: string }[]} */
    const tests = testResults.flatMap((/** @type {{ assertionResults: unknown[] }} */ file) => file.assertionResults)
    const named = (/** @type {string} */ wanted) =>
      tests.filter(({ status }) => status === wanted).map(({ fullName }) => fullName.trim())
    return { passed: named('passed'), failed: named('failed'), ended: true }
  } catch {
    return { passed: [], failed: [], ended: false }
  }
}

/** What the tests of each file say without a mutant. @type {Map<string, Promise<Outcome>>} */
const healthy = new Map()

/** @param {string} copy @param {Mutant} mutant @returns {Promise<{ verdict: string, why: string }>} */
async function judge(copy, mutant) {
  const { file, find, replace, test, name = '' } = mutant
  const path = join(copy, file)
  const original = readFileSync(path, 'utf8')
  const known = healthy.get(test) ?? run(copy, mutant, onlyNamed(mutants.filter((one) => one.test === test)))
  healthy.set(test, known)
  const { passed, failed } = await known
  if (failed.length > 0 || !passed.some((full) => full.includes(name)))
    return { verdict: 'BROKEN ', why: `${test} fails without the mutant` }
  writeFileSync(
    path,
    original.replace(find, () => replace),
  )
  const broken = await run(copy, mutant, ['--bail', '1', '--testTimeout', String(testMs), ...onlyNamed([mutant])])
  writeFileSync(path, original)
  if (broken.failed[0] !== undefined) return { verdict: 'killed ', why: `by “${broken.failed[0]}”` }
  // A program that does not even start proves nothing about its rules.
  if (broken.passed.length === 0) return { verdict: 'CRASHED', why: broken.ended ? 'no test came to run' : 'no report' }
  return { verdict: 'LIVES  ', why: `${test} passes` }
}

/** A mutant whose text is gone guards nothing; told of every list, also of what is not tried this time. */
const stale = lists.flat().filter(({ file, find }) => !existsSync(file) || !standsOnce(file, find))
for (const { rule, file } of stale) console.log(`STALE   ${rule}  the text to break must stand exactly once in ${file}`)

let killed = 0
const queue = mutants.filter((mutant) => !stale.includes(mutant))
/** @param {number} number */
async function lane(number) {
  const copy = copyTree(number)
  for (let mutant = queue.shift(); mutant; mutant = queue.shift()) {
    const started = Date.now()
    const { verdict, why } = await judge(copy, mutant)
    if (verdict === 'killed ') killed += 1
    console.log(`${verdict} ${((Date.now() - started) / 1000).toFixed(1).padStart(5)} s  ${mutant.rule}  ${why}`)
  }
}
try {
  await Promise.all(Array.from({ length: lanes }, (_, number) => lane(number)))
} finally {
  rmSync(folder, { recursive: true, force: true })
}
console.log(`mutants killed: ${killed} of ${mutants.length} (there are ${lists.flat().length})`)
process.exit(stale.length === 0 && killed === mutants.length && killed > 0 ? 0 : 1)
