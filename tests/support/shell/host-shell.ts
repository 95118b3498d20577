import { type Browser, chromium, type Page } from '@playwright/test'
import { decode, encode } from '#tests/electron-host/wire.ts'
import { type HostProcess, startHostProcess } from './host-process.ts'
import type { Exit, Shell, ShellOptions, WindowFacts } from './shell.ts'

const usualPath = (kind: string): string => (kind === 'desk' ? '/' : `/${kind}`)
/** How often a condition is looked at again, ms. */
const lookMs = 50

async function until<T>(what: string, timeout: number, look: () => Promise<T | null>): Promise<T> {
  const end = Date.now() + timeout
  for (;;) {
    const found = await look()
    if (found !== null) return found
    if (Date.now() > end) throw new Error(`no ${what} within ${timeout} ms`)
    await new Promise((resolve) => setTimeout(resolve, lookMs))
  }
}

/** Starts a program on the Electron host. Resolves when the process runs, not when it has windows: `page` waits for them. */
export async function startHostShell(options: ShellOptions): Promise<Shell> {
  const running = startHostProcess(options)
  const pathOf = options.pathOf ?? usualPath
  const finder = createFinder(running, pathOf)
  const idOf = async (kind: string): Promise<number> => (await finder.facts(kind)).id
  const done = async (asked: Promise<unknown>): Promise<void> => {
    await asked
  }
  const exited = running.exited.then(async (exit) => {
    await finder.close()
    return exit
  })
  return {
    page: finder.page,
    windows: () => running.ask('windows', null),
    press: (accelerator) => running.ask('press', accelerator),
    tray: () => running.ask('tray', null),
    clickTray: (label) => done(running.ask('clickTray', label)),
    clickNotification: (index) => done(running.ask('clickNotification', index)),
    recorded: () => running.ask('recorded', null),
    answerDialogs: (index) => done(running.ask('answerDialogs', index)),
    power: (kind) => done(running.ask('power', kind)),
    machine: (change) => done(running.ask('machine', change)),
    secondInstance: (argv) => secondInstance(options, argv),
    openUrl: (url) => done(running.ask('openUrl', url)),
    activate: () => done(running.ask('activate', null)),
    async invoke(kind, channel, args, { frame } = {}) {
      const call = { id: await idOf(kind), channel, args: encode(args), ...(frame === undefined ? {} : { frame }) }
      const { ok, value } = await until(`frame '${frame ?? 'main'}'`, 15_000, () => running.ask('invoke', call))
      return ok ? { ok, value: decode(value) } : { ok, error: decode(value) as Error }
    },
    async crash(kind) {
      // Before its own event comes the page would still look alive.
      await finder.giveUp(kind)
      await running.ask('crash', await idOf(kind))
    },
    hang: async (kind) => done(running.ask('hang', await idOf(kind))),
    type: async (kind, stroke) =>
      done(running.ask('type', { control: false, alt: false, composing: false, ...stroke, id: await idOf(kind) })),
    close: async (kind) => done(running.ask('close', await idOf(kind))),
    focus: async (kind) => done(running.ask('focus', await idOf(kind))),
    async quit() {
      await running.ask('quit', null)
      return exited
    },
    kill() {
      running.kill()
      return exited
    },
    exited,
    output: running.output,
    pageOrigin: 'http://lianxian.app.localhost',
  }
}

async function secondInstance(options: ShellOptions, argv: readonly string[]): Promise<Exit> {
  const second = startHostProcess(options, argv)
  const late = setTimeout(second.kill, 15_000)
  const exit = await second.exited
  clearTimeout(late)
  return exit
}

interface Finder {
  facts(kind: string): Promise<WindowFacts>
  page(kind: string, timeout?: number): Promise<Page>
  /** The pages this kind has now are not to be found any more. */
  giveUp(kind: string): Promise<void>
  close(): Promise<void>
}

/** Playwright's own client beside the host's: it finds pages, and never makes any. */
function createFinder(running: HostProcess, pathOf: (kind: string) => string): Finder {
  let browser: Browser | null = null
  const crashed = new WeakSet<Page>()
  const isKind = (kind: string, url: string): boolean => {
    const [, path = ''] = /^[a-z]+:\/\/[^/]+(\/[^?#]*)/.exec(url) ?? []
    return path === pathOf(kind)
  }
  const pagesOf = (of: Browser | null, kind: string): Page[] =>
    (of?.contexts()[0]?.pages() ?? []).filter((page) => isKind(kind, page.url()))
  const connect = async (): Promise<Browser | null> => {
    if (browser?.isConnected()) return browser
    const endpoint = await running.ask('endpoint', null)
    if (endpoint === null) return null
    browser = await chromium.connectOverCDP(endpoint)
    const [context] = browser.contexts()
    const watch = (page: Page): void => {
      page.on('crash', () => crashed.add(page))
    }
    context?.pages().forEach(watch)
    context?.on('page', watch)
    return browser
  }
  const find = async (kind: string): Promise<WindowFacts | null> => {
    const all = await running.ask('windows', null)
    return all.find(({ url }) => isKind(kind, url)) ?? null
  }
  return {
    facts: (kind) => until(`window '${kind}'`, 15_000, () => find(kind)),
    async page(kind, timeout = 15_000) {
      const page = await until(`page '${kind}'`, timeout, async () => {
        const pages = pagesOf(await connect(), kind)
        return pages.find((each) => !crashed.has(each) && !each.isClosed()) ?? null
      })
      await page.waitForLoadState()
      return page
    },
    async giveUp(kind) {
      for (const page of pagesOf(await connect(), kind)) crashed.add(page)
    },
    async close() {
      await browser?.close().catch(() => undefined)
    },
  }
}
