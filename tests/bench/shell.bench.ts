import { randomBytes } from 'node:crypto'
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { createJournals } from '#main/journal/create-journals.ts'
import { freshData, startSandbox } from '#tests/support/sandbox.ts'
import { startHostShell } from '#tests/support/shell/host-shell.ts'
import { type Figure, round, series } from './figure.ts'
import { processTree, residentMiB } from './process-memory.ts'

const folderMiB = (folder: string): number =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, { parentPath, name }) => sum + statSync(join(parentPath, name)).size, 0) / 1_048_576

/** One record of 1.2 KB on the disk (append, AES-256-GCM, fdatasync), as often as an agent types. */
async function measureJournal(): Promise<Figure[]> {
  const data = freshData()
  const journals = createJournals({ folder: data.path })
  const opened = await journals.journalOpen({ seat: '8001', key: randomBytes(32).toString('base64') }, { id: 1 })
  if (!opened.ok) throw new Error(opened.reason)
  const record = new Uint8Array(randomBytes(1200))
  const samples: number[] = []
  for (let count = 0; count < 500; count += 1) {
    const started = performance.now()
    await journals.journalAppend({ handle: opened.handle, records: [record] }, { id: 1 })
    samples.push(performance.now() - started)
  }
  await journals.close()
  data.remove()
  return series('shell.journal-append', samples, 5)
}

/** Resident memory of the pages' processes, by their size: the desk's is the largest. The main process is Node here, and not Electron's. */
function memoryOfPages(folder: string): Figure[] {
  const browser = processTree(1).find(({ command }) => command.includes(folder) && /remote-debugging/.test(command))
  const own = processTree(browser?.pid ?? -1).filter(({ command }) => command.includes('--type=renderer'))
  return own
    .map(({ pid }) => residentMiB(pid))
    .sort((one, other) => other - one)
    .slice(0, 2)
    .map((value, index) => ({
      name: `shell.page-memory.${index + 1}`,
      value,
      unit: 'MiB',
      better: 'lower',
      target: null,
    }))
}

/** The built program on the test host: Chromium's own start and the host's detour are in it. */
export async function measureShell(): Promise<Figure[]> {
  const data = freshData()
  const env = { LIANXIAN_ORIGINS: 'http://lianxian.app.localhost' }
  const sandbox = await startSandbox({ data: join(data.path, 'sandbox'), env })
  const started = performance.now()
  const shell = await startHostShell({
    main: 'out/main/main.cjs',
    userData: join(data.path, 'desktop'),
    env: { LIANXIAN_BACKEND: new URL(sandbox.url).origin, LIANXIAN_SITE_FOLDER: join(data.path, 'site') },
  })
  const desk = await shell.page('desk')
  const signIn = desk.getByRole('button', { name: /8001/ }).first()
  await signIn.waitFor()
  const atSignIn = performance.now()
  await signIn.click()
  await desk.getByRole('img', { name: /Phone is ready|话机已就绪/ }).waitFor()
  const usable = performance.now()
  const trips = await desk.evaluate(async () => {
    const host = (globalThis as unknown as { lianxianHost: { facts(args: object): Promise<unknown> } }).lianxianHost
    const times: number[] = []
    for (let count = 0; count < 200; count += 1) {
      const from = performance.now()
      await host.facts({})
      times.push(performance.now() - from)
    }
    return times
  })
  const figures: Figure[] = [
    { name: 'shell.start-to-sign-in', value: round(atSignIn - started), unit: 'ms', better: 'lower', target: null },
    { name: 'shell.sign-in-to-usable', value: round(usable - atSignIn), unit: 'ms', better: 'lower', target: 1000 },
    ...series('shell.ipc-round-trip', trips, null),
  ]
  figures.push(...memoryOfPages(data.path))
  await shell.kill()
  await sandbox.stop()
  data.remove()
  const size = ['main', 'renderer', 'trial'].reduce((sum, part) => sum + folderMiB(join('out', part)), 0)
  return [
    ...figures,
    ...(await measureJournal()),
    { name: 'shell.packed-parts', value: round(size), unit: 'MiB', better: 'lower', target: null },
  ]
}
