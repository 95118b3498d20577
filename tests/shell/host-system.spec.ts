import { expect } from '@playwright/test'
import { ask, said, test } from './host-demo.ts'

test('what main asks of the system is recorded in order', async ({ start, systemMain: main }) => {
  const shell = await start({ main })
  const page = await shell.page('desk')
  await ask(page, 'badge', '3')
  await ask(page, 'external', 'https://example.invalid/')
  await ask(page, 'block', '')
  const all = await shell.recorded()
  const kinds = ['badge', 'open-external', 'blocker']
  expect(all.filter(({ what }) => kinds.includes(what))).toEqual([
    { what: 'badge', detail: 3 },
    { what: 'open-external', detail: 'https://example.invalid/' },
    { what: 'blocker', detail: { id: 1, type: 'prevent-display-sleep', on: true } },
    { what: 'blocker', detail: { id: 1, on: false } },
  ])
})

test('shortcuts, tray, notifications, links and power reach main', async ({ start, systemMain: main }) => {
  const shell = await start({ main, machine: { takenShortcuts: ['Ctrl+Alt+T'] } })
  const page = await shell.page('desk')
  expect(await ask(page, 'shortcut', 'Control+Alt+T')).toBe(false)
  expect(await ask(page, 'shortcut', 'CommandOrControl+Shift+A')).toBe(true)
  expect(await shell.press('Ctrl+Shift+A')).toBe(true)
  expect(await shell.press('Ctrl+Alt+T')).toBe(false)
  expect(await shell.tray()).toMatchObject({ toolTip: 'demo tray', menu: ['Show', '-', 'More', 'Inside'] })
  await shell.clickTray('Inside')
  await shell.clickTray(null)
  await ask(page, 'notify', 'call')
  await shell.clickNotification(-1)
  await shell.openUrl('lianxian://x')
  await shell.power('lock-screen')
  expect(await said(page)).toEqual([
    'pressed CommandOrControl+Shift+A',
    'inside',
    'tray',
    'clicked call',
    'url lianxian://x',
    'lock-screen',
  ])
})

test('dialogs are answered by the driver, screens and theme are the machine’s', async ({ start, systemMain: main }) => {
  const shell = await start({ main, machine: { displays: [{ x: 0, y: 0, width: 800, height: 600 }] } })
  const page = await shell.page('desk')
  expect(await ask(page, 'box', 'sure?')).toBe(0)
  await shell.answerDialogs(1)
  expect(await ask(page, 'box', 'sure?')).toBe(1)
  expect(await ask(page, 'screens', '')).toEqual([{ x: 0, y: 0, width: 800, height: 600 }])
  await shell.machine({ dark: true })
  expect(await ask(page, 'dark', '')).toBe(true)
  const dark = () => page.evaluate(() => window.matchMedia('(prefers-color-scheme: dark)').matches)
  await expect.poll(dark).toBe(true)
  const width = await page.evaluate(() => window.innerWidth)
  await ask(page, 'zoom', '2')
  await expect.poll(() => page.evaluate(() => window.innerWidth)).toBe(width / 2)
})

test('secrets outlive the program where there is a keyring', async ({ start, systemMain: main }) => {
  const first = await start({ main })
  const page = await first.page('desk')
  expect(await ask(page, 'backend', '')).toBe('gnome_libsecret')
  await ask(page, 'seal', 'token')
  await first.quit()
  expect(await ask(await (await start({ main })).page('desk'), 'unseal', '')).toBe('token')
})

test('a machine without a keyring keeps nothing', async ({ start, systemMain: main }) => {
  const page = await (await start({ main, machine: { keyring: 'unavailable' } })).page('desk')
  expect(await ask(page, 'available', '')).toBe(false)
  await expect(ask(page, 'seal', 'token')).rejects.toThrow('Error while encrypting')
})

test('a utility process talks by its parent port and knows the origins of our pages', async ({
  start,
  systemMain: main,
}) => {
  const page = await (await start({ main })).page('desk')
  const answer = { text: 'hello', args: ['one'], origins: 'http://lianxian.app.localhost' }
  expect(await ask(page, 'child', 'hello')).toEqual({ answer, code: 3 })
})

test('webRequest judges what pages ask for', async ({ start, systemMain: main }) => {
  const page = await (await start({ main })).page('desk')
  await ask(page, 'watch', '')
  const tried = () =>
    page.evaluate(() =>
      Promise.all(
        ['/blocked', '/open'].map((path) =>
          fetch(path).then(
            ({ headers }) => headers.get('x-added'),
            () => 'no',
          ),
        ),
      ),
    )
  await expect.poll(tried).toEqual(['no', 'yes'])
})

test('a page that can not be loaded says why', async ({ start, systemMain: main }) => {
  const shell = await start({ main })
  await ask(await shell.page('desk'), 'load', 'app://demo/broken').catch(() => undefined)
  await expect.poll(async () => (await shell.invoke('broken', 'said', [])).ok).toBe(true)
  const told = await shell.invoke('broken', 'said', [])
  expect(told.ok && told.value).toEqual([
    'failed -324 ERR_EMPTY_RESPONSE',
    "ERR_EMPTY_RESPONSE (-324) loading 'app://demo/broken'",
  ])
})

test('a program without windows goes on in its tray', async ({ start, systemMain: main }) => {
  const shell = await start({ main })
  await shell.page('desk')
  await shell.close('desk')
  await expect.poll(() => shell.windows()).toEqual([])
  await shell.clickTray('Show')
  expect(await shell.quit()).toEqual({ code: 0, signal: null })
})

test('pages speak the machine’s language', async ({ start, systemMain: main }) => {
  const page = await (await start({ main, machine: { locale: 'de-DE' } })).page('desk')
  const spoken = await page.evaluate(() => [navigator.language, Intl.DateTimeFormat().resolvedOptions().locale])
  expect(spoken).toEqual(['de-DE', 'de-DE'])
})
