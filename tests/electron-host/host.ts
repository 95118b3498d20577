/**
 * `node --import tsx --import tests/electron-host/host.ts out/main/main.cjs`: `require('electron')` gives this host's module, and the program runs as it
 * would in Electron: first its main script, then 'ready'.
 */
import Module from 'node:module'
import { app } from './app.ts'
import { openBrowser } from './browser.ts'
import { running } from './contents.ts'
import { openControl } from './control.ts'
import { denyDownloads } from './downloads.ts'
import { electron } from './electron-module.ts'
import { openQuit } from './quit.ts'
import { handlerOf } from './session.ts'
import { killUtilities } from './utility-process.ts'
import { versions } from './versions.ts'

type Load = (request: string, ...rest: unknown[]) => unknown
const modules = Module as unknown as { _load: Load }
const load = modules._load
modules._load = (request, ...rest) =>
  request === 'electron' || request === 'electron/main' ? given() : Reflect.apply(load, Module, [request, ...rest])

Object.defineProperty(process, 'versions', { value: { ...process.versions, ...versions }, enumerable: true })
Object.defineProperty(process, 'type', { value: 'browser', enumerable: true })
Object.defineProperty(process, 'resourcesPath', { value: app.getAppPath(), enumerable: true })

let starting: Promise<void> | null = null
/** The main script asks for the module while it runs in one go; the program starts when it is through. */
function given(): typeof electron {
  starting ??= new Promise<void>((resolve) => setImmediate(resolve)).then(start)
  starting.catch((error: unknown) => {
    console.error(error)
    endNow(1)
  })
  return electron
}

let ending = false
/** Chromium writes what it keeps, and all ends. */
async function end(code: number): Promise<void> {
  if (ending) return
  ending = true
  killUtilities()
  await starting?.catch(() => undefined)
  await running.browser?.close()
  app.releaseSingleInstanceLock()
  process.exit(code)
}
const endNow = (code: number): void => {
  end(code).catch(() => process.exit(1))
}

async function start(): Promise<void> {
  if (ending) return
  const browser = await openBrowser({
    userData: app.getPath('userData'),
    switches: app.commandLine.switches,
    locale: app.getLocale(),
    handlerOf,
    onGone: () => {
      app.emit('child-process-gone', {}, { type: 'GPU', reason: 'crashed', exitCode: 1 })
      endNow(1)
    },
  })
  running.browser = browser
  await denyDownloads(browser.chromium.cdp)
  if (!ending) app.nowReady(browser.chromium.cdp)
}

openQuit(endNow)
openControl(() => endNow(0))
process.on('SIGTERM', () => app.quit())
process.on('SIGINT', () => app.quit())
