import { spawn } from 'node:child_process'
import { type BrowserContext, expect, type Page, test } from '@playwright/test'
import { WebSocket } from 'ws'
import { driveDesk } from '#tests/support/desk-driver.ts'
import { type DataFolder, freshData, preparedData, type Sandbox, startSandbox } from '#tests/support/sandbox.ts'

let data: DataFolder
let sandbox: Sandbox
let context: BrowserContext
test.beforeAll(async () => {
  data = await preparedData()
  sandbox = await startSandbox({ data: data.path })
})
test.beforeEach(async ({ browser }) => {
  context = await browser.newContext({ permissions: ['microphone'] })
})
test.afterEach(() => context.close())
test.afterAll(async () => {
  await sandbox.stop()
  data.remove()
})

const open = async (hash = '', lang = 'en'): Promise<Page> => {
  const page = await context.newPage()
  await page.goto(`${sandbox.url}?lang=${lang}${hash}`)
  return page
}
const seatState = (page: Page) => page.getByRole('status', { name: /Seat state|座席状态/ })
const card = (page: Page, seat: string) => page.getByRole('button', { name: new RegExp(`\\b${seat}\\b`) })
const byPassword = async (page: Page, seat: string, password: string) => {
  await page.getByRole('textbox', { name: 'Seat number' }).fill(seat)
  await page.getByRole('textbox', { name: 'Password' }).fill(password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
}

test('each seat of the sandbox has a card, one click signs in, and the sign-in belongs to the tab', async () => {
  const page = await open()
  for (const seat of ['8001', '8010', '8101', '8201', '8301', '9001', '9005', '7001', '7002', '1001'])
    await expect(card(page, seat)).toBeVisible()
  const at = Date.now()
  await card(page, '8001').click()
  await expect(driveDesk(page).button('Ready')).toBeEnabled()
  expect(Date.now() - at).toBeLessThan(3000)
  await expect(seatState(page)).toContainText('Not ready')
  await page.reload()
  await expect(seatState(page)).toContainText('Not ready')
  const other = await open('#/sign-in?seat=8002')
  await expect(seatState(other)).toContainText('Not ready')
  await page.reload()
  await expect(page.getByRole('button', { name: /8001/ })).toBeVisible()
  await expect(seatState(page)).toContainText('Not ready')
  const third = await open()
  await expect(card(third, '8003')).toBeVisible()
  await expect(seatState(third)).toHaveCount(0)
})

test('a seat that is in use asks before it is taken over, and the first desk is told', async () => {
  const first = await open('#/sign-in?seat=8004')
  await expect(seatState(first)).toContainText('Not ready')
  const second = await open()
  await card(second, '8004').click()
  const dialog = second.getByRole('dialog')
  await expect(dialog.getByRole('button', { name: 'Take over' })).toBeVisible()
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await expect(seatState(first)).toContainText('Not ready')
  await card(second, '8004').click()
  await dialog.getByRole('button', { name: 'Take over' }).click()
  await expect(seatState(second)).toContainText('Not ready')
  await expect(first.getByRole('alert').filter({ hasText: 'signed in elsewhere' })).toBeVisible()
  const third = await open('#/sign-in?seat=8004', 'zh-CN')
  await expect(seatState(third)).toContainText('置忙')
  await expect(second.getByRole('alert').filter({ hasText: 'signed in elsewhere' })).toBeVisible()
})

test('a password signs in, a wrong one is told and after some tries locks the seat, for the right one too', async () => {
  const page = await open()
  await byPassword(page, '8006', 'lianxian')
  await expect(seatState(page)).toContainText('Not ready')
  const other = await open()
  for (let i = 0; i < 5; i++) {
    await byPassword(other, '8007', `wrong-${i}`)
    await expect(other.getByRole('alert').filter({ hasText: /wrong|locked/ })).toBeVisible()
    await expect(other.getByRole('button', { name: 'Sign in', exact: true })).toBeEnabled()
  }
  await byPassword(other, '8007', 'lianxian')
  await expect(other.getByRole('alert').filter({ hasText: 'locked' })).toBeVisible()
  await expect(seatState(other)).toHaveCount(0)
})

test('a lead begins on the wall, an agent may not see it', async () => {
  const lead = await open('#/sign-in?seat=7001')
  await expect(lead).toHaveURL(/#\/wall$/)
  await expect(lead.getByRole('region', { name: 'Seats', exact: true })).toBeVisible()
  const agent = await open('#/sign-in?seat=8008')
  await expect(agent).toHaveURL(/#\/desk$/)
  await agent.evaluate(() => {
    location.hash = '#/wall'
  })
  await expect(agent.getByRole('region', { name: 'Seats', exact: true })).toHaveCount(0)
})

test('pages say their language, also on the citizen’s phone, and Chinese data in English carries its own', async () => {
  const page = await open('#/sign-in?seat=8009')
  await expect(seatState(page)).toBeVisible()
  expect(await page.evaluate(() => document.documentElement.lang)).toBe('en')
  await page.goto(`${sandbox.url}?lang=zh-CN#/desk`)
  await expect(page.getByRole('region', { name: '电话条' })).toBeVisible()
  expect(await page.evaluate(() => document.documentElement.lang)).toBe('zh-CN')
  for (const [lang, name] of [
    ['en', 'Call 12345'],
    ['zh-CN', '拨打 12345'],
  ]) {
    await page.goto(`${sandbox.url}call?lang=${lang}`)
    await expect(page.getByRole('button', { name: name ?? '' })).toBeVisible()
    expect(await page.evaluate(() => document.documentElement.lang)).toBe(lang)
  }
  const cards = await open()
  await expect(card(cards, '8010')).toBeVisible()
  const bare = await cards.evaluate(() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    const found: string[] = []
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const language = node.parentElement?.closest('[lang]')?.getAttribute('lang')
      if (/[\u4e00-\u9fff]/.test(node.textContent ?? '') && language !== 'zh-CN') found.push(node.textContent ?? '')
    }
    return found
  })
  expect(bare).toEqual([])
})

test('health, figures and headers are there', async () => {
  const health = await fetch(`${sandbox.url}healthz`)
  expect([health.status, await health.json()]).toEqual([200, { status: 'ok' }])
  const metrics = await (await fetch(`${sandbox.url}metrics`)).text()
  expect(metrics).toContain('# TYPE lianxian_')
  for (const path of ['', 'call']) {
    const { headers } = await fetch(`${sandbox.url}${path}`)
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('referrer-policy')).toBeTruthy()
    const policy = headers.get('content-security-policy') ?? ''
    expect(policy).toMatch(/base-uri/)
    expect(policy).toMatch(/frame-ancestors 'none'/)
    expect(policy).not.toMatch(/script-src[^;]*unsafe/)
  }
})

/** How the server answers the opening of a WebSocket: 101, or its refusal. */
const opening = (path: string, origin: string | undefined, protocol?: string): Promise<number> =>
  new Promise((resolve, reject) => {
    const socket = new WebSocket(`${sandbox.url.replace('http', 'ws')}${path}`, protocol ? [protocol] : [], {
      ...(origin === undefined ? {} : { origin }),
    })
    socket.on('open', () => {
      resolve(101)
      socket.close()
    })
    socket.on('unexpected-response', (_request, response) => resolve(response.statusCode ?? 0))
    socket.on('error', reject)
  })

test('both sockets refuse pages of others, look-alikes and nobody’s pages', async () => {
  const own = new URL(sandbox.url).origin
  const link = 'socket/?EIO=4&transport=websocket'
  const others = ['https://evil.example', `${own}.evil.example`, `${own}0`, own.replace('http', 'https'), 'null']
  for (const origin of others) {
    expect(await opening('sip', origin, 'sip')).toBe(403)
    expect(await opening(link, origin)).toBeGreaterThanOrEqual(400)
  }
  expect(await opening('sip', own, 'sip')).toBe(101)
  expect(await opening(link, own)).toBe(101)
  expect(await opening('sip', undefined, 'sip')).toBe(101)
})

test('a second start on the same folder, a taken port and a wrong flag are each said in one line', async () => {
  const run = (...args: string[]) =>
    new Promise<{ code: number | null; lines: string[] }>((resolve) => {
      const child = spawn(process.execPath, ['build/start.mjs', '--headless', '--citizens', 'off', ...args])
      let said = ''
      const hear = (part: Buffer) => {
        said += part.toString()
      }
      child.stdout.on('data', hear)
      child.stderr.on('data', hear)
      child.once('close', (code) =>
        resolve({
          code,
          lines: said
            .trim()
            .split('\n')
            .filter((line) => !/^buil[dt]/.test(line)),
        }),
      )
    })
  const second = await run('--port', '0', '--data', data.path)
  expect(second.code).toBe(1)
  expect(second.lines).toEqual([expect.stringContaining('already runs')])
  const other = freshData()
  const taken = await run('--port', new URL(sandbox.url).port, '--data', other.path)
  other.remove()
  expect(taken.code).toBe(1)
  expect(taken.lines).toEqual([expect.stringContaining('is taken')])
  const wrong = await run('--port', 'many')
  expect(wrong.code).toBe(2)
  expect(wrong.lines).toEqual([expect.stringContaining('--port')])
})
