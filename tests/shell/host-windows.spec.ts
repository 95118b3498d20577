import { readdirSync, readFileSync } from 'node:fs'
import { expect } from '@playwright/test'
import { ask, said, test } from './host-demo.ts'

test('two windows talk over a channel of main, and a reload of one closes its end', async ({ start }) => {
  const shell = await start()
  const [one, two] = [await shell.page('desk'), await shell.page('second')]
  await Promise.all([one.waitForLoadState(), two.waitForLoadState()])
  await ask(one, 'join')
  for (const page of [one, two]) await expect.poll(() => page.evaluate(() => window.ports.length)).toBe(1)
  await one.evaluate(() => {
    for (let n = 0; n < 100; n += 1) window.ports[0]?.port.postMessage({ n, bytes: new Uint8Array(2) })
  })
  await expect.poll(() => two.evaluate(() => window.ports[0]?.got.length)).toBe(100)
  const got = await two.evaluate(() => window.ports[0]?.got.map((each) => (each as { n: number }).n))
  expect(got).toEqual(Array.from({ length: 100 }, (_, n) => n))
  await two.evaluate(() => window.ports[0]?.port.postMessage('back'))
  await expect.poll(() => one.evaluate(() => window.ports[0]?.got)).toEqual(['back'])

  await ask(one, 'reload-second')
  await expect.poll(() => one.evaluate(() => window.ports[0]?.closed)).toBe(true)
  await ask(one, 'join')
  await expect.poll(() => one.evaluate(() => window.ports.length)).toBe(2)
})

test('a page that closes its port ends the other', async ({ start }) => {
  const shell = await start()
  const [one, two] = [await shell.page('desk'), await shell.page('second')]
  await Promise.all([one.waitForLoadState(), two.waitForLoadState()])
  await ask(one, 'join')
  for (const page of [one, two]) await expect.poll(() => page.evaluate(() => window.ports.length)).toBe(1)
  await two.evaluate(() => {
    window.ports[0]?.port.postMessage('last')
    window.ports[0]?.port.close()
  })
  await expect.poll(() => one.evaluate(() => window.ports[0]?.closed)).toBe(true)
  expect(await one.evaluate(() => window.ports[0]?.got)).toEqual(['last'])
})

test('a page that crashed says so and comes back by a reload', async ({ start }) => {
  const shell = await start()
  const desk = await shell.page('desk')
  const second = await shell.page('second')
  await second.evaluate(() => {
    sessionStorage.setItem('kept', 'yes')
    sessionStorage.setItem('gone', 'no')
    sessionStorage.removeItem('gone')
  })
  await shell.crash('second')
  await expect.poll(() => said(desk)).toContain('gone crashed')
  expect((await shell.windows()).map(({ crashed }) => crashed)).toEqual([false, true])
  await ask(desk, 'reload-second')
  const again = await shell.page('second')
  expect(await ask(again, 'sender')).toMatchObject({ url: 'app://demo/second', isMain: true })
  const storage = () => again.evaluate(() => Object.keys(sessionStorage))
  expect(await storage()).toEqual(['kept'])
  await again.evaluate(() => {
    sessionStorage.clear()
    document.title = 'before'
  })
  await ask(desk, 'reload-second')
  await expect(again).toHaveTitle('demo')
  expect(await storage()).toEqual([])
})

test('a second start hands its line to the first and ends', async ({ start }) => {
  const shell = await start()
  const page = await shell.page('desk')
  expect(await shell.secondInstance(['lianxian://open/1'])).toEqual({ code: 0, signal: null })
  await expect.poll(() => said(page)).toContain('second lianxian://open/1 true {"hello":"from the second"}')
  await shell.kill()
  // The lock of a process that was killed is nobody's.
  await (await start()).page('desk')
})

test('quitting asks in Electron’s order, and each may say no', async ({ start }) => {
  const shell = await start({ env: { DEMO: 'veto' } })
  const page = await shell.page('desk')
  await shell.page('second')
  const early = shell.quit()
  await expect.poll(() => said(page)).toContain('close')
  expect(await said(page)).not.toContain('will-quit')
  await expect.poll(async () => (await shell.windows()).length).toBe(1)
  expect(await shell.quit()).toEqual({ code: 0, signal: null })
  await early
  const order = shell
    .output()
    .split('\n')
    .filter((line) => /^(before-quit|close|will-quit|window-all-closed)$/.test(line))
  expect(order).toEqual(['before-quit', 'close', 'before-quit', 'close', 'will-quit'])
})

test('what pages store outlives the program', async ({ start }) => {
  const first = await start()
  const page = await first.page('desk')
  await page.evaluate(async () => {
    localStorage.setItem('kept', 'yes')
    const file = await (await navigator.storage.getDirectory()).getFileHandle('kept', { create: true })
    const writer = await file.createWritable()
    await writer.write('opfs')
    await writer.close()
  })
  await first.quit()
  const again = await (await start()).page('desk')
  const kept = await again.evaluate(async () => {
    const file = await (await navigator.storage.getDirectory()).getFileHandle('kept')
    return [localStorage.getItem('kept'), await (await file.getFile()).text()]
  })
  expect(kept).toEqual(['yes', 'opfs'])
})

test('a killed program leaves no process', async ({ start }) => {
  const shell = await start({ env: { HOST_SPEC_MARK: 'mark-of-this-spec' } })
  await shell.page('desk')
  expect(marked().length).toBeGreaterThan(2)
  expect(await shell.kill()).toEqual({ code: null, signal: 'SIGKILL' })
  await expect.poll(marked).toEqual([])
})

/** Processes that were started by this spec's program. */
function marked(): string[] {
  return readdirSync('/proc').filter((pid) => {
    try {
      return /^\d+$/.test(pid) && readFileSync(`/proc/${pid}/environ`, 'utf8').includes('HOST_SPEC_MARK=')
    } catch {
      return false
    }
  })
}
