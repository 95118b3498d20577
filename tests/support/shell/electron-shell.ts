import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createRequire } from 'node:module'
import { type ElectronApplication, _electron as electron, type Page } from '@playwright/test'
import type { Exit, Shell, ShellOptions, WindowFacts } from './shell.ts'

const usualPath = (kind: string): string => (kind === 'desk' ? '/' : `/${kind}`)
const pathIn = (url: string): string => /^[a-z]+:\/\/[^/]+(\/[^?#]*)/.exec(url)?.[1] ?? ''

/** What no client can do to the real program from outside. */
const hostOnly = (what: string) => (): never => {
  throw new Error(`'${what}' needs the Electron host: the real program has the real system`)
}

/** The binary of the installed package. @throws when it was not fetched */
const binary = (): string => createRequire(import.meta.url)('electron') as unknown as string

const windowFacts = (app: ElectronApplication): Promise<WindowFacts[]> =>
  app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map((window) => ({
      id: window.id,
      title: window.getTitle(),
      url: window.webContents.getURL(),
      visible: window.isVisible(),
      focused: window.isFocused(),
      minimized: window.isMinimized(),
      alwaysOnTop: window.isAlwaysOnTop(),
      fullScreen: window.isFullScreen(),
      crashed: window.webContents.isCrashed(),
      bounds: window.getBounds(),
    })),
  )

async function pageOf(app: ElectronApplication, path: string, timeout: number): Promise<Page> {
  const end = Date.now() + timeout
  const crashed = new Set<Page>()
  for (;;) {
    const found = app.windows().find((each) => !crashed.has(each) && !each.isClosed() && pathIn(each.url()) === path)
    if (found) {
      await found.waitForLoadState()
      return found
    }
    const left = end - Date.now()
    if (left <= 0) throw new Error(`no page '${path}' within ${timeout} ms`)
    await app.waitForEvent('window', { timeout: left })
  }
}

async function second(options: ShellOptions, line: readonly string[], argv: readonly string[]): Promise<Exit> {
  const child = spawn(binary(), [...line, ...argv], { env: { ...process.env, ...options.env }, stdio: 'ignore' })
  const [code, signal] = (await once(child, 'exit')) as [number | null, string | null]
  return { code, signal }
}

/**
 * Starts the program on Electron itself, for the machines that have its binary: the same specs run there as on the host, without what only a played
 * machine can do.
 */
export async function startElectronShell(options: ShellOptions): Promise<Shell> {
  const { main, userData, args = [], env = {}, pathOf = usualPath } = options
  if (options.machine) throw new Error('only the Electron host can play a machine')
  const line = [main, `--data=${userData}`, ...args]
  const app = await electron.launch({ args: line, env: { ...(process.env as Record<string, string>), ...env } })
  const child = app.process()
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (text: Buffer) => {
      said += text.toString()
    })
  const exited = new Promise<Exit>((resolve) => child.once('exit', (code, signal) => resolve({ code, signal })))
  const idOf = async (kind: string): Promise<number> => {
    const found = (await windowFacts(app)).find(({ url }) => pathIn(url) === pathOf(kind))
    if (!found) throw new Error(`no window '${kind}'`)
    return found.id
  }
  const emit = (from: 'app' | 'powerMonitor', event: string, arg: string | null = null): Promise<void> =>
    app.evaluate((all, told) => void all[told.from].emit(told.event as 'suspend', {}, told.arg), { from, event, arg })
  return {
    page: (kind, timeout = 15_000) => pageOf(app, pathOf(kind), timeout),
    windows: () => windowFacts(app),
    press: hostOnly('press'),
    tray: hostOnly('tray'),
    clickTray: hostOnly('clickTray'),
    clickNotification: hostOnly('clickNotification'),
    recorded: hostOnly('recorded'),
    answerDialogs: (index) =>
      app.evaluate(({ dialog }, response) => {
        dialog.showMessageBox = async () => ({ response, checkboxChecked: false })
      }, index),
    power: (kind) => emit('powerMonitor', kind),
    machine: hostOnly('machine'),
    secondInstance: (argv) => second(options, line, argv),
    openUrl: (url) => emit('app', 'open-url', url),
    activate: () => emit('app', 'activate'),
    invoke: hostOnly('invoke'),
    crash: async (kind) =>
      app.evaluate(
        ({ BrowserWindow }, id) => BrowserWindow.fromId(id)?.webContents.forcefullyCrashRenderer(),
        await idOf(kind),
      ),
    hang: async (kind) =>
      app.evaluate(
        ({ BrowserWindow }, id) => void BrowserWindow.fromId(id)?.webContents.emit('unresponsive'),
        await idOf(kind),
      ),
    type: async (kind, { key, control = false, alt = false, composing = false }) => {
      if (composing) throw new Error('only the Electron host can play an input method')
      const modifiers: ('alt' | 'control')[] = [
        ...(alt ? ['alt' as const] : []),
        ...(control ? ['control' as const] : []),
      ]
      await app.evaluate(
        ({ BrowserWindow }, told) => {
          const contents = BrowserWindow.fromId(told.id)?.webContents
          for (const type of ['keyDown', 'keyUp'] as const)
            contents?.sendInputEvent({ type, keyCode: told.key, modifiers: told.modifiers })
        },
        { id: await idOf(kind), key, modifiers },
      )
    },
    close: async (kind) => app.evaluate(({ BrowserWindow }, id) => BrowserWindow.fromId(id)?.close(), await idOf(kind)),
    focus: async (kind) => app.evaluate(({ BrowserWindow }, id) => BrowserWindow.fromId(id)?.show(), await idOf(kind)),
    async quit() {
      await app.evaluate(({ app: program }) => program.quit()).catch(() => undefined)
      return exited
    },
    kill() {
      child.kill('SIGKILL')
      return exited
    },
    exited,
    output: () => said,
    pageOrigin: 'app://lianxian',
  }
}
