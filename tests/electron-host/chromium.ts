import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdirSync, rmSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import type { Readable, Writable } from 'node:stream'
import { type CdpConnection, connectPipe } from './cdp.ts'

/** The system's browser: none is downloaded. */
const findBrowser = (): string => {
  const found = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge']
    .flatMap((name) => (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, name)))
    .find(existsSync)
  if (!found) throw new Error('electron host: no Chromium in PATH')
  return found
}

const flags = [
  '--headless=new',
  '--remote-debugging-pipe',
  // For the driver of the specs: a second client.
  '--remote-debugging-port=0',
  '--no-sandbox',
  '--disable-gpu',
  '--use-fake-device-for-media-stream',
  // Without it a machine that has nothing but its loopback interface gathers no candidate.
  '--allow-loopback-in-peer-connection',
  // Electron's ports tell when their other end is closed.
  '--enable-blink-features=MessagePortCloseEvent',
  // One process a page, so that its session sees the foreign frames in it.
  '--disable-site-isolation-trials',
  '--disable-background-timer-throttling',
  '--disable-backgrounding-occluded-windows',
  '--disable-renderer-backgrounding',
  '--disable-background-networking',
  '--disable-breakpad',
  '--disable-component-update',
  '--disable-default-apps',
  '--disable-extensions',
  '--disable-hang-monitor',
  '--disable-popup-blocking',
  '--disable-prompt-on-repost',
  '--disable-quic',
  '--disable-search-engine-choice-screen',
  '--disable-sync',
  '--metrics-recording-only',
  '--no-default-browser-check',
  '--no-first-run',
  '--no-startup-window',
  '--password-store=basic',
  '--use-mock-keychain',
  '--hide-scrollbars',
  '--force-color-profile=srgb',
]
const disabledFeatures = [
  ...['IsolateOrigins', 'site-per-process', 'Translate', 'OptimizationHints', 'MediaRouter'],
  // A page that comes back from a cache, or was made before it was wanted, has worlds nobody was told of; Electron has neither.
  ...['BackForwardCache', 'Prerender2', 'HttpsUpgrades'],
]

export interface Chromium {
  readonly cdp: CdpConnection
  readonly pid: number
  /** Folder of its profile, with DevToolsActivePort. */
  readonly profile: string
  /** Lets it write what it keeps, then ends it. */
  close(): Promise<void>
}

export interface ChromiumParts {
  /** Folder of what it keeps: storage, OPFS, cache. */
  readonly profile: string
  /** Switches the program appended by `app.commandLine`. */
  readonly switches: ReadonlyMap<string, string>
  /** Language of its pages, as `app.getLocale`. */
  readonly locale: string
  /** Rule of `--host-resolver-rules`. */
  readonly resolver: string
}

function line(parts: ChromiumParts): string[] {
  const own = new Map(parts.switches)
  const off = [...disabledFeatures, own.get('disable-features') ?? ''].filter(Boolean).join(',')
  own.delete('disable-features')
  for (const taken of ['host-resolver-rules', 'user-data-dir', 'remote-debugging-port'])
    if (own.has(taken)) throw new Error(`electron host: --${taken} is the host's own`)
  return [
    ...flags,
    `--disable-features=${off}`,
    `--host-resolver-rules=${parts.resolver}`,
    `--accept-lang=${parts.locale}`,
    `--user-data-dir=${parts.profile}`,
    '--autoplay-policy=no-user-gesture-required',
    ...[...own].map(([name, value]) => (value === '' ? `--${name}` : `--${name}=${value}`)),
  ]
}

const ended = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve()
    child.once('exit', () => resolve())
  })

/** Starts Chromium on its profile. Its pages are made later. */
export async function startChromium(parts: ChromiumParts): Promise<Chromium> {
  mkdirSync(parts.profile, { recursive: true })
  rmSync(join(parts.profile, 'DevToolsActivePort'), { force: true })
  const child = spawn(findBrowser(), line(parts), { stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'] })
  const said: string[] = []
  child.stderr?.on('data', (text: Buffer) => {
    said.push(text.toString())
    if (said.length > 50) said.shift()
  })
  const [, , , to, from] = child.stdio
  const cdp = connectPipe(to as Writable, from as Readable)
  const gone = ended(child).then(() => {
    throw new Error(`electron host: Chromium did not start\n${said.join('')}`)
  })
  await Promise.race([cdp.send('Browser.getVersion'), gone])
  gone.catch(() => undefined)
  return {
    cdp,
    pid: child.pid ?? 0,
    profile: parts.profile,
    async close() {
      const end = ended(child)
      cdp.send('Browser.close').catch(() => undefined)
      const late = setTimeout(() => child.kill('SIGKILL'), 5_000)
      await end
      clearTimeout(late)
    },
  }
}
