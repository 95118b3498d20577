import { type BrowserContext, expect, test } from '@playwright/test'
import type { PhoneSnapshot } from '#shared/contract/phone/phone-messages.ts'
import { type EdgeSite, startEdgeSite } from '../support/phone-harness/edge-site.ts'
import { lineOf, PhonePage } from '../support/phone-harness/phone-page.ts'
import config from './playwright.config.ts'

let site: EdgeSite
test.beforeAll(async () => {
  site = await startEdgeSite()
})
test.afterAll(() => site.close())

// The policy of a browser that a person has just opened.
const launch = config.use?.launchOptions ?? {}
const args = (launch.args ?? []).filter((arg) => !arg.startsWith('--autoplay-policy'))
test.use({ launchOptions: { ...launch, args } })

/** Opens a phone that connects by itself; its snapshots are heard on the console, since asking the page counts as a press. */
const openUntouched = async (context: BrowserContext, refused: boolean) => {
  const page = await context.newPage()
  let last: PhoneSnapshot | undefined
  page.on('console', (message) => {
    if (message.type() === 'log') last = JSON.parse(message.text()) as PhoneSnapshot
  })
  const search = new URLSearchParams({ line: JSON.stringify(lineOf(site, '8001')) })
  if (refused) search.set('refused', '1')
  await page.goto(`${site.url}?${search}`)
  return { page, snapshot: () => last }
}

test('with a microphone sound runs without a press of a person', async ({ context }) => {
  const { snapshot } = await openUntouched(context, false)
  await expect.poll(snapshot).toMatchObject({
    registration: { state: 'registered' },
    microphone: 'ready',
    sound: 'running',
  })
})

test('without a microphone the phone asks for a press, and a press gives sound', async ({ context }) => {
  const { page, snapshot } = await openUntouched(context, true)
  await expect.poll(snapshot).toMatchObject({
    registration: { state: 'registered' },
    microphone: 'refused',
    sound: 'needs-press',
  })
  await page.mouse.click(5, 5)
  expect(await page.evaluate(() => window.phone.send({ op: 'start-sound' }))).toBe('done')
  await expect.poll(snapshot).toMatchObject({ microphone: 'refused', sound: 'running' })
})

test('without a microphone no call is taken or made that nobody could speak in, but it can be rejected', async ({
  context,
}) => {
  const a = await PhonePage.open(context, site, { user: '8001', refused: true })
  const b = await PhonePage.open(context, site, { user: '8002' })
  await Promise.all([a.register(), b.register()])
  expect(await a.send({ op: 'dial', target: '8002' })).toBe('no-microphone')
  expect(await b.send({ op: 'dial', target: '8001' })).toBe('done')
  await a.expectLeg({ state: 'offered' })
  expect(await a.send({ op: 'answer', legId: await a.legId() })).toBe('no-microphone')
  await a.expectLeg({ state: 'offered' })
  expect(await a.send({ op: 'reject', legId: await a.legId() })).toBe('done')
  await b.expectLeg({ state: 'ended', endReason: 'rejected' })
})
