import { expect, test } from '@playwright/test'
import { type BadNetwork, openBadNetwork } from '../support/bad-network.ts'
import { type EdgeSite, startEdgeSite } from '../support/phone-harness/edge-site.ts'
import { callUp, PhonePage } from '../support/phone-harness/phone-page.ts'

let site: EdgeSite
let network: BadNetwork
test.beforeEach(async () => {
  site = await startEdgeSite()
  network = await openBadNetwork()
})
test.afterEach(async () => {
  network.close()
  await site.close()
})

const quality = (phone: PhonePage) => phone.page.evaluate(() => window.phone.quality()?.[0])
const alarms = async (phone: PhonePage) => (await quality(phone))?.alarms ?? null

test('a call over a good network is told as good once a second, and summed up when it ends', async ({ context }) => {
  const a = await PhonePage.open(context, site, { user: '8001', tone: 440 })
  const b = await PhonePage.open(context, site, { user: '8002', tone: 700 })
  await Promise.all([a.register(), b.register()])
  await callUp(a, b, '8002')
  await expect.poll(() => quality(b)).toMatchObject({ loss: 0, alarms: [] })
  await expect.poll(async () => (await quality(b))?.mos ?? 0).toBeGreaterThan(4.2)
  expect(await b.send({ op: 'hang-up', legId: await b.legId() })).toBe('done')
  await b.expectLeg({ state: 'ended' })
  const summary = (await b.leg())?.quality
  expect(summary).toMatchObject({ loss: 0, silentSeconds: 0 })
  expect(summary?.seconds).toBeGreaterThan(0)
  expect(summary?.mosAverage).toBeGreaterThan(4)
})

test('a network that loses sound is told at both ends, as theirs and as ours, and taken back when it recovers', async ({
  context,
}) => {
  test.setTimeout(120_000)
  const a = await PhonePage.open(context, site, { user: '8001', tone: 440 })
  const b = await PhonePage.open(context, site, { user: '8002', tone: 700 })
  a.wire.rewrite = (message) => network.through('a', message)
  b.wire.rewrite = (message) => network.through('b', message)
  await Promise.all([a.register(), b.register()])
  await callUp(a, b, '8002')
  await expect.poll(() => quality(b), { timeout: 20_000 }).toMatchObject({ loss: 0, alarms: [] })
  network.lose(0.1)
  await expect.poll(() => alarms(b), { timeout: 20_000 }).toContain('loss')
  const heard = await quality(b)
  console.log(`10 % lost: told ${((heard?.loss ?? 0) * 100).toFixed(1)} %, MOS ${heard?.mos.toFixed(2)}`)
  expect(heard?.loss).toBeGreaterThan(0.05)
  expect(heard?.loss).toBeLessThan(0.2)
  expect(heard?.mos).toBeLessThan(4)
  await expect.poll(() => alarms(a), { timeout: 30_000 }).toContain('sent-loss')
  network.lose(0)
  await expect.poll(() => alarms(b), { timeout: 20_000 }).not.toContain('loss')
  network.lose(1)
  await expect.poll(() => alarms(b), { timeout: 20_000 }).toContain('no-sound')
  expect(await b.send({ op: 'hang-up', legId: await b.legId() })).toBe('done')
  await b.expectLeg({ state: 'ended' })
  const summary = (await b.leg())?.quality
  console.log(`the whole call: ${JSON.stringify(summary)}`)
  expect(summary?.loss).toBeGreaterThan(0.005)
  expect(summary?.silentSeconds).toBeGreaterThan(1)
  expect(summary?.mosLowest).toBe(1)
})

test('a call on hold is not taken for a dead one', async ({ context }) => {
  const a = await PhonePage.open(context, site, { user: '8001', tone: 440 })
  const b = await PhonePage.open(context, site, { user: '8002', tone: 700 })
  await Promise.all([a.register(), b.register()])
  await callUp(a, b, '8002')
  await expect.poll(() => quality(b)).toBeTruthy()
  expect(await a.send({ op: 'hold', legId: await a.legId() })).toBe('done')
  await b.expectLeg({ remoteHold: true })
  const told: unknown[] = []
  // Longer than an alarm takes.
  for (let n = 0; n < 6; n += 1)
    told.push(
      await b.page.evaluate(async () => {
        const before = window.phone.quality()
        while (window.phone.quality() === before) await new Promise((resolve) => setTimeout(resolve, 20))
        return window.phone.quality()?.[0]?.alarms
      }),
    )
  expect(told.flat()).toEqual([])
})
