import { type BrowserContext, expect, type Page, test } from '@playwright/test'
import { type EdgeSite, startEdgeSite } from '../support/phone-harness/edge-site.ts'
import { callUp, PhonePage } from '../support/phone-harness/phone-page.ts'

declare global {
  interface Window {
    /** Workers the page has started. */
    workers: Worker[]
  }
}

let site: EdgeSite
test.beforeAll(async () => {
  site = await startEdgeSite()
})
test.afterAll(() => site.close())

const noteWorkers = (page: Page): Promise<unknown> =>
  page.addInitScript(() => {
    window.workers = []
    const Native = window.Worker
    window.Worker = class extends Native {
      constructor(url: string | URL, options?: WorkerOptions) {
        super(url, options)
        window.workers.push(this)
      }
    }
  })

/** What the mixer has of the one leg, 0 to 1. */
const legLevel = (phone: PhonePage) => phone.page.evaluate(() => window.phone.levels()?.legs[0]?.level ?? 0)

/** A seat in a call with one who hums. */
async function talk(context: BrowserContext, prepare: (page: Page) => Promise<unknown>): Promise<PhonePage> {
  const seat = await PhonePage.open(context, site, { user: '8001', prepare })
  const other = await PhonePage.open(context, site, { user: '8002', tone: 1000 })
  await Promise.all([seat.register(), other.register()])
  await callUp(other, seat, '8001')
  await expect.poll(() => legLevel(seat)).toBeGreaterThan(0.05)
  return seat
}

test('a worker carries a leg’s sound; when it breaks down in mid-call, the mixer has the sound again', async ({
  context,
}) => {
  const seat = await talk(context, noteWorkers)
  expect(await seat.page.evaluate(() => window.workers.length)).toBe(1)
  await seat.page.evaluate(() => window.workers[0]?.terminate())
  await expect.poll(() => legLevel(seat)).toBeLessThan(0.001)
  await seat.page.evaluate(() => window.workers[0]?.dispatchEvent(new Event('error')))
  await expect.poll(() => legLevel(seat)).toBeGreaterThan(0.05)
})

test('where a browser gives no sound of a track to a worker, the mixer has the leg’s sound all the same', async ({
  context,
}) => {
  const seat = await talk(context, async (page) => {
    await noteWorkers(page)
    await page.addInitScript(() => Reflect.deleteProperty(window, 'MediaStreamTrackProcessor'))
  })
  expect(await seat.page.evaluate(() => window.workers.length)).toBe(0)
})

test('where the server does not give the files, the mixer has the leg’s sound all the same', async ({ context }) => {
  const seat = await talk(context, async (page) => {
    await noteWorkers(page)
    await page.route('**/sound/leg-sound-worker.js', (route) => route.fulfill({ status: 404, body: '' }))
  })
  expect(await seat.page.evaluate(() => window.workers.length)).toBe(1)
})
