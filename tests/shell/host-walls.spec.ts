import { expect, type Frame, type Page } from '@playwright/test'
import { ask, said, test } from './host-demo.ts'

test('what the host does not have throws and names itself', async ({ start }) => {
  const page = await (await start()).page('desk')
  expect(await ask(page, 'try', 'property')).toContain("'App.getFileIcon' is not part of the host")
  expect(await ask(page, 'try', 'static')).toContain("'BrowserWindow.fromBrowserView' is not part of the host")
  expect(await ask(page, 'try', 'method')).toContain("'MessageChannelMain.port3' is not part of the host")
  expect(await ask(page, 'try', 'event')).toContain("does not fire 'gpu-info-update'")
  expect(await ask(page, 'try', 'option')).toContain("option 'kiosk' of BrowserWindow is not part of the host")
  expect(await ask(page, 'try', 'module')).toContain("'electron.desktopCapturer' is not part of the host")
})

test('insecure webPreferences make no window', async ({ start }) => {
  const shell = await start()
  const page = await shell.page('desk')
  const insecure = [
    { nodeIntegration: true },
    { nodeIntegrationInWorker: true },
    { nodeIntegrationInSubFrames: true },
    { contextIsolation: false },
    { sandbox: false },
    { webSecurity: false },
    { allowRunningInsecureContent: true },
    { experimentalFeatures: true },
    { enableBlinkFeatures: 'X' },
    { webviewTag: true },
  ]
  for (const one of insecure) {
    const told = await ask(page, 'try', JSON.stringify(one))
    expect(told).toContain(`webPreferences.${Object.keys(one)[0]} is insecure`)
  }
  expect(await shell.windows()).toHaveLength(2)
})

test('a page is a secure context under a policy that is enforced', async ({ start, elsewhere }) => {
  const page = await (await start()).page('desk')
  await page.waitForLoadState()
  const { inline, script } = await page.evaluate(() => ({ ...document.documentElement.dataset }))
  expect([inline, script]).toEqual([undefined, 'ran'])
  expect(await page.evaluate(() => window.isSecureContext)).toBe(true)
  // `connect-src app://demo`: the policy names the true origin, and it is the page's own.
  const echo = await page.evaluate(async () => (await fetch('/echo?x=1', { method: 'POST', body: 'text' })).json())
  expect(echo).toEqual({ url: 'app://demo/echo?x=1', method: 'POST', origin: 'app://demo', body: 'text' })
  const away = await page.evaluate(
    (url) =>
      fetch(url).then(
        () => 'let through',
        (error) => error.name,
      ),
    elsewhere.url,
  )
  expect(away).toBe('TypeError')
  expect(elsewhere.asked).toEqual([])
})

test('popups and navigation are denied before anything reaches the network', async ({ start, elsewhere }) => {
  const page = await (await start()).page('desk')
  await page.waitForLoadState()
  const { url } = elsewhere
  expect(await page.evaluate((to) => window.open(`${to}/open`), url)).toBeNull()
  await page.evaluate((to) => {
    for (const id of ['blank', 'away'] as const) {
      const link = document.getElementById(id) as HTMLAnchorElement
      link.href = `${to}/${id}`
    }
  }, url)
  await page.click('#blank')
  await page.click('#away', { modifiers: ['Control'] })
  await page.click('#away', { button: 'middle' })
  await page.click('#away')
  const told = [`open ${url}/open`, `open ${url}/blank`, `open ${url}/away`, `navigate ${url}/away`]
  await expect.poll(() => said(page)).toEqual(expect.arrayContaining(told))
  await page.evaluate((to) => {
    window.location.href = `${to}/script`
  }, url)
  await expect.poll(() => said(page)).toContain(`navigate ${url}/script`)
  await expect.poll(() => page.context().pages().length).toBe(2)
  expect(page.url()).toBe('http://demo.app.localhost/')
  expect(elsewhere.asked).toEqual([])
})

test('a download is told and nothing is kept', async ({ start }) => {
  const page = await (await start()).page('desk')
  await page.evaluate(() => {
    const link = document.createElement('a')
    link.download = 'kept.txt'
    link.href = URL.createObjectURL(new Blob(['text']))
    link.click()
  })
  await expect.poll(async () => (await said(page)).some((line) => line.startsWith('download blob:'))).toBe(true)
})

const microphone = (page: Frame | Page) =>
  page.evaluate(() =>
    navigator.mediaDevices.getUserMedia({ audio: true }).then(
      (stream) => `${stream.getAudioTracks().length} track`,
      (error) => error.name,
    ),
  )

test('a microphone the handler allows works', async ({ start }) => {
  const page = await (await start()).page('desk')
  await page.waitForLoadState()
  expect(await microphone(page)).toBe('1 track')
  expect(await said(page)).toContain('permission media app://demo/')
})

test('a microphone the handler refuses does not', async ({ start }) => {
  const page = await (await start({ env: { DEMO: 'no-mic' } })).page('desk')
  await page.waitForLoadState()
  expect(await microphone(page)).toBe('NotAllowedError')
})

test('a frame of a foreign origin gets no microphone, though its page lets it', async ({ start, elsewhere }) => {
  const page = await (await start()).page('desk')
  await page.evaluate((src) => {
    const frame = document.createElement('iframe')
    frame.allow = 'microphone *'
    frame.src = src
    document.body.append(frame)
  }, `${elsewhere.url}/frame`)
  await expect.poll(() => page.frames()[1]?.url()).toBe(`${elsewhere.url}/frame`)
  const frame = page.frames()[1] as Frame
  await frame.waitForLoadState()
  expect(await microphone(frame)).toBe('NotAllowedError')
  expect(await microphone(page)).toBe('1 track')
})
