/**
 * `npm start`: builds what changed, then runs the sandbox in this process and opens the desk in a browser's app window.
 * Flags: --headless, --port N, --data DIR, --citizens on|off.
 */
import { join } from 'node:path'
import { findBrowser, openAppWindow, runsAsRoot } from './browser.mjs'
import { ensureBuilt } from './build.mjs'

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
else {
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
