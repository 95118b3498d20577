/** Finds the program of Electron, and fetches it once where it can be had. */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** One try to fetch it takes at most so long, and a failed one is not repeated for a day, ms. */
const fetchMs = 180_000
const againMs = 24 * 3_600_000

/**
 * @typedef {object} Place
 * @property {string} home folder of the project
 * @property {NodeJS.ProcessEnv} env
 * @property {NodeJS.Platform} platform
 * @property {boolean} root whether this user is root
 * @property {() => boolean} fetch tries to fetch the binary
 */

/** @param {string} home */
const folderOf = (home) => join(home, 'node_modules', 'electron')

/** @param {string} home @returns {string | null} */
function installed(home) {
  try {
    const program = join(folderOf(home), 'dist', readFileSync(join(folderOf(home), 'path.txt'), 'utf8'))
    return existsSync(program) ? program : null
  } catch {
    return null
  }
}

/** Runs Electron's own installer, which checks what it gets against the checksums that came with the package. @param {string} home */
export function fetchElectron(home) {
  console.log('Fetching the desktop program (once, about 120 MB)…')
  const { status } = spawnSync(process.execPath, [join(folderOf(home), 'install.js')], {
    stdio: 'ignore',
    timeout: fetchMs,
  })
  return status === 0
}

/** @param {string} stamp */
const triedLately = (stamp) => existsSync(stamp) && Date.now() - statSync(stamp).mtimeMs < againMs

/**
 * The program, or why there is none, as the rest of a sentence that begins with “The desktop program”.
 * @param {Place} place @returns {{ program: string } | { why: string }}
 */
export function findElectron({ home, env, platform, root, fetch }) {
  if (root) return { why: 'does not run as root' }
  if (platform === 'linux' && !env.DISPLAY && !env.WAYLAND_DISPLAY) return { why: 'needs a screen' }
  if (!existsSync(folderOf(home))) return { why: 'is not among the installed packages' }
  const stamp = join(home, 'out', 'electron.unavailable')
  const found = installed(home) ?? (!triedLately(stamp) && fetch() ? installed(home) : null)
  if (found) return { program: found }
  if (!triedLately(stamp)) {
    mkdirSync(dirname(stamp), { recursive: true })
    writeFileSync(stamp, '')
  }
  return { why: 'could not be fetched (node node_modules/electron/install.js tries again)' }
}
