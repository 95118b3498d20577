/**
 * `npm start`: builds what changed, then runs the sandbox in this process and opens the desk: in the desktop shell where Electron's program is
 * there or can be fetched, else in a browser's app window.
 * Flags: --headless, --port N, --data DIR, --citizens on|off.
 */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { findBrowser, openAppWindow, runsAsRoot } from './browser.mjs'
import { ensureBuilt } from './build.mjs'
import { fetchElectron, findElectron } from './electron.mjs'

/** @typedef {typeof import('../server/sandbox/index.ts')} SandboxProgram */

ensureBuilt()
const program = '../out/server/sandbox.mjs'
const { readFlags, startSandbox, userFolder } = /** @type {SandboxProgram} */ (await import(program))

const answer = readFlags(process.argv.slice(2), () => userFolder(process.env, process.platform))
if (!answer.ok) {
  console.error(answer.sentence)
  process.exit(2)
}
const { flags } = answer
const pages = join(import.meta.dirname, '..', 'out', 'renderer')

/** @type {import('node:child_process').ChildProcess | null} */
let window = null
let ending = false
/** @type {Awaited<ReturnType<SandboxProgram['startSandbox']>> | null} */
let sandbox = null
const end = async () => {
  if (ending) return
  ending = true
  window?.kill()
  await sandbox?.close()
  process.exit(0)
}
/** Opens the desk in Electron; a line says why where that can't be. @param {string} url @returns {boolean} */
function openedInShell(url) {
  const home = join(import.meta.dirname, '..')
  // A browser that is named is the one that is wanted.
  if (process.env.LIANXIAN_BROWSER) return false
  const fetch = () => fetchElectron(home)
  const shell = findElectron({ home, env: process.env, platform: process.platform, root: runsAsRoot(), fetch })
  if ('why' in shell) {
    console.log(`The desktop program ${shell.why}; the desk opens in a browser.`)
    return false
  }
  window = spawn(shell.program, [home, `--data=${join(flags.data, 'desktop')}`], {
    stdio: 'ignore',
    env: { ...process.env, LIANXIAN_BACKEND: new URL(url).origin },
  })
  window.on('error', () => console.log(`The desktop program could not be started. Open ${url} in a browser.`))
  // Whoever quits the desktop program has done with what was started for it.
  window.on('exit', () => void end())
  console.log(`Lianxian runs at ${url} (Ctrl-C ends it)`)
  return true
}
process.on('SIGINT', end)
process.on('SIGTERM', end)
try {
  sandbox = await startSandbox(flags, pages)
} catch (error) {
  const known = error instanceof Error && ['SandboxRefusal', 'UnfitDatabase'].includes(error.name)
  console.error(known ? error.message : error)
  process.exit(1)
}
if (flags.headless) console.log(`READY ${JSON.stringify({ url: sandbox.url, sip: sandbox.sip })}`)
else if (!openedInShell(sandbox.url)) {
  const browser = findBrowser()
  if (browser) {
    const { url } = sandbox
    const failed = () => {
      if (!ending) console.log(`${browser} could not open a window. Open ${url} in a browser (Ctrl-C ends it).`)
    }
    window = openAppWindow({ program: browser, url, profile: join(flags.data, 'browser') })
    window.on('error', failed)
    window.on('exit', (code) => code && failed())
    const bare = runsAsRoot() ? '; as root, so the window has no browser sandbox: open nothing else in it' : ''
    console.log(`Lianxian runs at ${url} (Ctrl-C ends it)${bare}`)
  } else console.log(`No Chromium-family browser found. Open ${sandbox.url} in a browser (Ctrl-C ends it).`)
}
