/**
 * `node build/lock.mjs`: adds the optional packages of other platforms that a registry did not offer when package-lock.json was made.
 * npm leaves them out then, and `npm ci` refuses the file everywhere. `--check` only says whether any is missing.
 */
import { readFileSync, writeFileSync } from 'node:fs'

/** @typedef {{ version?: string, dev?: boolean, optional?: boolean, os?: string[], cpu?: string[], libc?: string[], optionalDependencies?: Record<string, string> }} Locked */
const file = 'package-lock.json'
/** @type {{ packages: Record<string, Locked> }} */
const lock = JSON.parse(readFileSync(file, 'utf8'))

/** Where Node would find `name` from the package at `from`; null: nowhere. @param {string} from @param {string} name */
function find(from, name) {
  for (let at = from; ; at = at.slice(0, Math.max(at.lastIndexOf('/node_modules/'), 0))) {
    const path = `${at === '' ? '' : `${at}/`}node_modules/${name}`
    if (lock.packages[path]) return path
    if (at === '') return null
  }
}

const systems = ['android', 'darwin', 'freebsd', 'linux', 'openharmony', 'win32']
const processors = ['arm64', 'arm', 'ia32', 'ppc64', 'riscv64', 's390x', 'x64']
const words = /** @type {Record<string, string>} */ ({
  armv7: 'arm',
  gnueabihf: 'glibc',
  musleabihf: 'musl',
  gnu: 'glibc',
})

/** What a platform package's name says of its platform. @param {string} name @returns {Pick<Locked, 'os' | 'cpu' | 'libc'>} */
function platform(name) {
  const parts = name.split(/[/-]/).map((part) => words[part] ?? part)
  const pick = (/** @type {string[]} */ known) => parts.filter((part) => known.includes(part))
  const libc = pick(['glibc', 'musl'])
  return { os: pick(systems), cpu: pick(processors), ...(libc.length > 0 ? { libc } : {}) }
}

const missing = Object.entries(lock.packages).flatMap(([from, { dev, optionalDependencies = {} }]) =>
  Object.entries(optionalDependencies)
    .filter(([name]) => find(from, name) === null)
    .map(([name, version]) => ({ path: `node_modules/${name}`, name, version, dev })),
)
if (process.argv.includes('--check')) {
  for (const { name, version } of missing)
    console.log(`package-lock.json lacks ${name}@${version}; run: node build/lock.mjs`)
  process.exit(missing.length === 0 ? 0 : 1)
}
for (const { path, name, version, dev } of missing)
  lock.packages[path] = { version, ...(dev ? { dev } : {}), optional: true, ...platform(name) }
lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)))
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`)
console.log(`added ${missing.length}`)
