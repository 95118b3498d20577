import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { test as base, type Page } from '@playwright/test'
import { type BuildOptions, build } from 'esbuild'
import { startHostShell } from '#tests/support/shell/host-shell.ts'
import type { Shell, ShellOptions } from '#tests/support/shell/shell.ts'

const demo = fileURLToPath(new URL('../electron-host/demo/', import.meta.url))

/** What the demo's preload exposes. */
export interface DemoApi {
  readonly list: readonly unknown[]
  ask(channel: string, ...args: unknown[]): Promise<unknown>
  onNews(listener: (value: unknown) => void): void
  heard(): unknown[]
  twice(run: (value: number) => number): number
  fail(): never
  later<T>(value: T): Promise<T>
}
export interface DemoPort {
  readonly port: MessagePort
  readonly got: readonly unknown[]
  readonly closed: boolean
}
declare global {
  interface Window {
    demo: DemoApi
    ports: DemoPort[]
  }
}

async function bundle(folder: string): Promise<void> {
  const alike = { bundle: true, format: 'cjs', external: ['electron'], logLevel: 'error' } satisfies BuildOptions
  const entryPoints = ['main', 'system-main', 'preload'].map((name) => ({ in: join(demo, `${name}.ts`), out: name }))
  await build({ ...alike, entryPoints, outdir: folder, outExtension: { '.js': '.cjs' }, platform: 'node' })
  for (const file of ['page.html', 'page.js', 'child.mjs']) cpSync(join(demo, file), join(folder, file))
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'host-demo', version: '1.2.3' }))
}

/** A server elsewhere: what reaches it has left the program. */
export interface Elsewhere {
  readonly url: string
  readonly asked: readonly string[]
}
type Start = (more?: Partial<ShellOptions>) => Promise<Shell>

interface Fixtures {
  /** The program of demo/system-main.ts. */
  readonly systemMain: string
  readonly start: Start
  readonly elsewhere: Elsewhere
}
interface WorkerFixtures {
  /** Folder of the built demo programs. */
  readonly built: string
}

export const test = base.extend<Fixtures, WorkerFixtures>({
  built: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright wants the pattern
    async ({}, use) => {
      const folder = mkdtempSync(join(tmpdir(), 'host-demo-'))
      await bundle(folder)
      await use(folder)
      rmSync(folder, { recursive: true })
    },
    { scope: 'worker' },
  ],
  systemMain: ({ built }, use) => use(join(built, 'system-main.cjs')),
  async start({ built }, use) {
    const folder = mkdtempSync(join(tmpdir(), 'host-data-'))
    const started: Shell[] = []
    await use(async (more = {}) => {
      const shell = await startHostShell({ main: join(built, 'main.cjs'), userData: folder, ...more })
      started.push(shell)
      return shell
    })
    for (const shell of started) await shell.kill()
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  },
  // biome-ignore lint/correctness/noEmptyPattern: Playwright wants the pattern
  async elsewhere({}, use) {
    const asked: string[] = []
    const server: Server = createServer((request, response) => {
      asked.push(request.url ?? '')
      response.setHeader('content-type', 'text/html')
      response.end('<title>elsewhere</title>')
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    await use({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked })
    server.close()
  },
})

export const ask = (page: Page, channel: string, ...args: (string | number | object)[]): Promise<unknown> =>
  page.evaluate(([name, given]) => window.demo.ask(name, ...given), [channel, args] as const)
export const said = async (page: Page): Promise<string[]> => (await ask(page, 'said')) as string[]
