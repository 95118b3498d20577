/** Finds an installed Chromium-family browser and opens a page in it as an app window. */
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

const onPath = [
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  'microsoft-edge-stable',
  'microsoft-edge',
  'brave-browser',
  'vivaldi-stable',
]

/** @param {NodeJS.ProcessEnv} env @returns {string[]} */
const usualPlaces = (env) => {
  const onWindows = [
    'Google\\Chrome\\Application\\chrome.exe',
    'Microsoft\\Edge\\Application\\msedge.exe',
    'Chromium\\Application\\chrome.exe',
  ]
  const roots = [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA]
  if (process.platform === 'win32')
    return roots.flatMap((root) => (root ? onWindows.map((path) => join(root, path)) : []))
  if (process.platform !== 'darwin') return []
  const apps = ['Google Chrome', 'Microsoft Edge', 'Chromium', 'Brave Browser']
  return ['/Applications', join(env.HOME ?? '', 'Applications')].flatMap((folder) =>
    apps.map((app) => join(folder, `${app}.app`, 'Contents/MacOS', app)),
  )
}

/** @param {NodeJS.ProcessEnv} [env] @returns {string | null} the browser's program */
export function findBrowser(env = process.env) {
  if (env.LIANXIAN_BROWSER) return env.LIANXIAN_BROWSER
  const folders = (env.PATH ?? '').split(delimiter).filter(Boolean)
  const found = onPath.flatMap((name) => folders.map((folder) => join(folder, name)))
  return [...found, ...usualPlaces(env)].find((path) => existsSync(path)) ?? null
}

/** A program started by root gets no sandbox from Chromium, which then refuses to start with one. */
export const runsAsRoot = () => process.getuid?.() === 0

/** An app window of its own: it rings unasked and unseen, and reaches parties on this computer though it has no network. */
const always = [
  '--no-first-run',
  '--no-default-browser-check',
  '--window-size=1366,768',
  '--autoplay-policy=no-user-gesture-required',
  '--disable-renderer-backgrounding',
  '--disable-backgrounding-occluded-windows',
  '--allow-loopback-in-peer-connection',
]
/** The second hides the bar that warns of the first; the start says it in the terminal instead. */
const forRoot = ['--no-sandbox', '--test-type']

/**
 * Opens the address as a window of its own, with a profile of its own.
 * @param {{ program: string, url: string, profile: string }} what
 * @returns {import('node:child_process').ChildProcess}
 */
export function openAppWindow({ program, url, profile }) {
  const args = [`--app=${url}`, `--user-data-dir=${profile}`, ...always, ...(runsAsRoot() ? forRoot : [])]
  return spawn(program, args, { stdio: 'ignore' })
}
