/** What the tests want from the system, and how it is had: apt-get where this user may, else one clear line. */
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'

/** @typedef {{ what: string, found: () => boolean, debian: string[] }} Need */

/** @param {string} program @returns {boolean} */
const onPath = (program) => spawnSync('which', [program]).status === 0

/** @param {string} name @returns {boolean} whether a module of Kamailio is installed, in whichever architecture's folder */
const kamailioModule = (name) =>
  existsSync('/usr/lib') &&
  ['.', ...readdirSync('/usr/lib')].some((folder) => existsSync(`/usr/lib/${folder}/kamailio/modules/${name}.so`))

/** @type {Record<'chromium' | 'postgresql' | 'fonts' | 'kamailio' | 'rtpengine' | 'baresip' | 'sipp', Need>} */
export const system = {
  chromium: {
    what: 'Chromium',
    found: () => ['chromium', 'chromium-browser', 'google-chrome'].some(onPath),
    debian: ['chromium'],
  },
  postgresql: { what: 'PostgreSQL server', found: () => existsSync('/usr/lib/postgresql'), debian: ['postgresql'] },
  fonts: {
    what: 'a Chinese font',
    found: () => spawnSync('fc-list', [':lang=zh-cn'], { encoding: 'utf8' }).stdout?.trim() !== '',
    debian: ['fontconfig', 'fonts-noto-cjk'],
  },
  kamailio: {
    what: 'Kamailio',
    found: () => onPath('kamailio') && ['websocket', 'tls', 'db_postgres', 'uac', 'rtpengine'].every(kamailioModule),
    debian: [
      'kamailio',
      'kamailio-websocket-modules',
      'kamailio-tls-modules',
      'kamailio-extra-modules',
      'kamailio-utils-modules',
      'kamailio-postgres-modules',
    ],
  },
  rtpengine: { what: 'rtpengine', found: () => onPath('rtpengine'), debian: ['rtpengine-daemon'] },
  baresip: { what: 'baresip', found: () => onPath('baresip'), debian: ['baresip-core'] },
  sipp: { what: 'SIPp', found: () => onPath('sipp'), debian: ['sip-tester'] },
}

/** @type {Need[]} */
export const strangers = [system.kamailio, system.rtpengine, system.baresip, system.sipp]

/**
 * Installs what is missing with apt-get as root; otherwise names it in one line.
 * @param {Need[]} needs @returns {boolean} whether everything is there
 */
export function ensureSystem(needs) {
  const missing = needs.filter((need) => !need.found())
  if (missing.length === 0) return true
  const packages = missing.flatMap((need) => need.debian)
  if (process.getuid?.() === 0 && onPath('apt-get')) {
    spawnSync('apt-get', ['update', '-qq'], { stdio: 'ignore' })
    spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], {
      stdio: 'ignore',
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    })
  }
  const still = missing.filter((need) => !need.found())
  for (const need of still)
    console.log(`NOT RUN: ${need.what} is missing; on Debian: apt-get install ${need.debian.join(' ')}`)
  return still.length === 0
}
