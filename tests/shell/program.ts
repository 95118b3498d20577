import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { test as base, expect, type Page } from '@playwright/test'
import { freePort } from '#tests/support/free-port.ts'
import { freshData, preparedData, type Sandbox, startSandbox } from '#tests/support/sandbox.ts'
import { startElectronShell } from '#tests/support/shell/electron-shell.ts'
import { startHostShell } from '#tests/support/shell/host-shell.ts'
import type { Shell, ShellOptions } from '#tests/support/shell/shell.ts'

const home = join(import.meta.dirname, '..', '..')
const main = join(home, 'out', 'main', 'main.cjs')

/** Electron itself where it is asked for (`npm run test:electron`), else the host. */
const startShell = process.env.LIANXIAN_ELECTRON === '1' ? startElectronShell : startHostShell

/** What Chromium sends as Origin for `app://lianxian` on the test host. */
const pageOrigin = 'http://lianxian.app.localhost'

/** The backend of all programs of one worker, at one address through its restarts. */
export interface Backend {
  readonly now: () => Sandbox
  restart(): Promise<void>
}

/** The built desktop program, with a sandbox as its backend and a folder of its own. */
export interface Program {
  /** The running program; `start` again after it ended. */
  readonly shell: () => Shell
  readonly sandbox: () => Sandbox
  readonly data: string
  /** Folder of the site's settings. */
  readonly site: string
  start(more?: Partial<ShellOptions>): Promise<Shell>
  /** The desk's page, signed in to a seat. */
  desk(seat: string): Promise<Page>
  restartSandbox(): Promise<void>
}

export interface OpenProgram {
  readonly program: Program
  close(): Promise<void>
}

async function signedIn(page: Page, seat: string): Promise<Page> {
  await page
    .getByRole('button', { name: new RegExp(seat) })
    .first()
    .click()
  const takeOver = page.getByRole('button', { name: /Take over|接管/ })
  const state = page.getByRole('status', { name: /Seat state|座席状态/ })
  await expect(takeOver.or(state).first()).toBeVisible()
  if (await takeOver.isVisible()) await takeOver.click()
  await expect(state).toBeVisible()
  return page
}

/** A program of its own folder, not started yet; for a test's own use `program`. One boot may serve the tests of a file, in their order. */
export function openProgram(backend: Backend, options: Partial<ShellOptions> = {}): OpenProgram {
  if (!existsSync(main)) throw new Error('the program is not built: npm run build')
  const data = freshData()
  const userData = join(data.path, 'desktop')
  let shell: Shell | undefined
  const running = (): Shell => {
    if (!shell) throw new Error('the program was not started')
    return shell
  }
  const program: Program = {
    data: userData,
    site: join(data.path, 'site'),
    shell: running,
    sandbox: backend.now,
    restartSandbox: backend.restart,
    desk: async (seat) => signedIn(await running().page('desk'), seat),
    async start(more = {}) {
      const env = {
        LIANXIAN_BACKEND: new URL(backend.now().url).origin,
        LIANXIAN_SITE_FOLDER: join(data.path, 'site'),
        ...options.env,
        ...more.env,
      }
      shell = await startShell({ main, userData, ...options, ...more, env })
      return shell
    },
  }
  return {
    program,
    async close() {
      await shell?.kill()
      data.remove()
    },
  }
}

/** A test with a program of its own; `shellOptions` may be set with `test.use`. */
export const test = base.extend<{ program: Program; shellOptions: Partial<ShellOptions> }, { backend: Backend }>({
  shellOptions: [{}, { option: true }],
  backend: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads what a fixture needs from the pattern.
    async ({}, use) => {
      const data = await preparedData()
      const world = { data: data.path, port: await freePort(), env: { LIANXIAN_ORIGINS: pageOrigin } }
      let sandbox = await startSandbox(world)
      await use({
        now: () => sandbox,
        async restart() {
          await sandbox.kill()
          sandbox = await startSandbox(world)
        },
      })
      await sandbox.stop()
      data.remove()
    },
    { scope: 'worker' },
  ],
  program: async ({ backend, shellOptions }, use) => {
    const { program, close } = openProgram(backend, shellOptions)
    try {
      await program.start()
      await use(program)
    } finally {
      await close()
    }
  },
})
