import { expect, test } from '@playwright/test'
import { hears } from '../support/page-ear.ts'
import { type EdgeSite, startEdgeSite } from '../support/phone-harness/edge-site.ts'
import { MediaPath } from '../support/phone-harness/media-path.ts'
import { callUp, PhonePage } from '../support/phone-harness/phone-page.ts'

let site: EdgeSite
test.beforeAll(async () => {
  site = await startEdgeSite()
})
test.afterAll(() => site.close())

const rounds = Number(process.env.LIANXIAN_STALL_ROUNDS ?? 2)

test('the path of a call is cut: sound is back both ways by one re-INVITE, long before the browser would have noticed', async ({
  context,
}) => {
  const a = await PhonePage.open(context, site, { user: '8001', tone: 440 })
  const b = await PhonePage.open(context, site, { user: '8002', tone: 1000 })
  await Promise.all([a.register(), b.register()])
  const path = await MediaPath.between([a.wire, b.wire], 40 * rounds)
  const invites = () => a.wire.requests('INVITE').length + b.wire.requests('INVITE').length
  const took: number[] = []
  for (let round = 0; round < rounds; round += 1) {
    await callUp(a, b, '8002')
    await expect.poll(() => hears(b.page, 440)).toBeGreaterThan(-20)
    await expect.poll(() => hears(a.page, 1000)).toBeGreaterThan(-20)
    const before = invites()
    path.cut()
    took.push(await path.soundBack())
    await expect.poll(() => hears(b.page, 440)).toBeGreaterThan(-20)
    await expect.poll(() => hears(a.page, 1000)).toBeGreaterThan(-20)
    expect(invites()).toBe(before + 1)
    expect(b.wire.requests('INVITE').at(-1)).toContain('a=ice-ufrag')
    expect(await a.send({ op: 'hang-up', legId: await a.legId() })).toBe('done')
    await b.expectLeg({ state: 'ended' })
    await expect.poll(async () => (await b.snapshot()).legs.length, { timeout: 8000 }).toBe(0)
  }
  test.info().annotations.push({ type: 'ms', description: took.map(Math.round).join(' ') })
  console.log(`sound back after ms: ${took.map(Math.round).join(' ')}`)
  // Waiting for `disconnected` takes 6 s.
  for (const ms of took) expect(ms).toBeLessThan(3000)
  path.close()
})
