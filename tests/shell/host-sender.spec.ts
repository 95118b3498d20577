import { expect } from '@playwright/test'
import { ask, test } from './host-demo.ts'

test('main knows the frame a call comes from, with its true address', async ({ start }) => {
  const shell = await start()
  const page = await shell.page('second')
  expect(await ask(page, 'sender')).toEqual({
    url: 'app://demo/second',
    origin: 'app://demo',
    isMain: true,
    top: 'app://demo/second',
  })
  await page.evaluate(() => history.pushState(null, '', '/second?q=1#part'))
  expect(await ask(page, 'sender')).toMatchObject({ url: 'app://demo/second?q=1#part' })
})

test('a call from a frame of a foreign origin is told as what it is', async ({ start, elsewhere }) => {
  const shell = await start()
  const page = await shell.page('desk')
  await page.evaluate((src) => {
    document.body.appendChild(document.createElement('iframe')).src = src
  }, `${elsewhere.url}/frame`)
  await expect.poll(() => page.frames()[1]?.url()).toBe(`${elsewhere.url}/frame`)
  await page.frames()[1]?.waitForLoadState()
  expect(await page.frames()[1]?.evaluate(() => typeof window.demo)).toBe('undefined')
  const called = await shell.invoke('desk', 'sender', [], { frame: elsewhere.url })
  expect(called).toEqual({
    ok: true,
    value: { url: `${elsewhere.url}/frame`, origin: elsewhere.url, isMain: false, top: 'app://demo/' },
  })
})

test('calls can be made from the preload’s world with any shape, for fuzzing', async ({ start }) => {
  const shell = await start()
  await shell.page('desk')
  const given = new Map([['__proto__', { deep: [undefined, 1n] }]])
  expect(await shell.invoke('desk', 'same', [given])).toEqual({ ok: true, value: given })
  const refused = await shell.invoke('desk', 'nobody', [])
  expect(String(refused.ok ? '' : refused.error)).toContain("No handler registered for 'nobody'")
})
