import { type BrowserContext, expect, test } from '@playwright/test'
import { hears } from '../support/page-ear.ts'
import { domain, type EdgeSite, startEdgeSite } from '../support/phone-harness/edge-site.ts'
import { callUp, PhonePage } from '../support/phone-harness/phone-page.ts'

let site: EdgeSite
test.beforeAll(async () => {
  site = await startEdgeSite()
})
test.afterAll(() => site.close())

const heard = -20
const silent = -50
const twoPhones = async (context: BrowserContext) => {
  const phones = await Promise.all([
    PhonePage.open(context, site, { user: '8001', tone: 440 }),
    PhonePage.open(context, site, { user: '8002', tone: 1000 }),
  ])
  await Promise.all(phones.map((phone) => phone.register()))
  return phones
}
const expectTalk = async (a: PhonePage, b: PhonePage) => {
  await expect.poll(() => hears(b.page, 440)).toBeGreaterThan(heard)
  await expect.poll(() => hears(a.page, 1000)).toBeGreaterThan(heard)
}

test('a call rings, is answered, is heard both ways and ends at both ends', async ({ context }) => {
  const [a, b] = await twoPhones(context)
  expect(await a.send({ op: 'dial', target: '8002' })).toBe('done')
  await b.expectLeg({ state: 'offered', direction: 'in', remote: { name: 'Seat 8001', number: '8001' } })
  await a.expectLeg({ state: 'early', direction: 'out' })
  expect(await b.send({ op: 'answer', legId: await b.legId() })).toBe('done')
  await a.expectLeg({ state: 'established' })
  await b.expectLeg({ state: 'established' })
  expect((await a.leg())?.sipCallId).toBe((await b.leg())?.sipCallId)
  await expectTalk(a, b)
  expect(await hears(a.page, 440)).toBeLessThan(silent)
  await expect.poll(() => a.page.evaluate(() => window.phone.levels()?.legs[0]?.level ?? 0)).toBeGreaterThan(0.05)

  expect(await a.send({ op: 'hang-up', legId: await a.legId() })).toBe('done')
  await a.expectLeg({ state: 'ended', endReason: 'hung-up' })
  await b.expectLeg({ state: 'ended', endReason: 'remote' })
  expect(await a.page.evaluate(() => window.phone.errors)).toEqual([])
  await expect.poll(async () => (await a.snapshot()).legs.length, { timeout: 8000 }).toBe(0)
})

test('hang-up works from the side that answered, even at once after the answer', async ({ context }) => {
  const [a, b] = await twoPhones(context)
  await callUp(a, b, '8002')
  expect(await b.send({ op: 'hang-up', legId: await b.legId() })).toBe('done')
  await b.expectLeg({ state: 'ended', endReason: 'hung-up' })
  await a.expectLeg({ state: 'ended', endReason: 'remote' })
})

test('a held party hears nothing of the agent, and hears him again after the resume', async ({ context }) => {
  const [a, b] = await twoPhones(context)
  await callUp(a, b, '8002')
  await expectTalk(a, b)
  expect(await a.send({ op: 'hold', legId: await a.legId() })).toBe('done')
  await a.expectLeg({ hold: 'held' })
  await expect.poll(() => hears(b.page, 440)).toBeLessThan(silent)
  expect(a.wire.requests('INVITE').at(-1)).toContain('a=sendonly')
  // A second wish for what is so already is refused, not done twice.
  expect(await a.send({ op: 'hold', legId: await a.legId() })).toBe('not-now')
  expect(await a.send({ op: 'resume', legId: await a.legId() })).toBe('done')
  await a.expectLeg({ hold: 'none' })
  await expectTalk(a, b)
})

for (const first of ['a', 'b'] as const)
  for (const back of ['a', 'b'] as const)
    test(`both hold (${first} first), both resume (${back} first): sound both ways again`, async ({ context }) => {
      const [a, b] = await twoPhones(context)
      await callUp(a, b, '8002')
      await expectTalk(a, b)
      const one = { a, b }[first]
      const other = first === 'a' ? b : a
      for (const phone of [one, other])
        expect(await phone.send({ op: 'hold', legId: await phone.legId() })).toBe('done')
      await a.expectLeg({ hold: 'held' })
      await b.expectLeg({ hold: 'held' })
      await expect.poll(() => hears(b.page, 440)).toBeLessThan(silent)
      await expect.poll(() => hears(a.page, 1000)).toBeLessThan(silent)
      const early = { a, b }[back]
      const late = back === 'a' ? b : a
      for (const phone of [early, late])
        expect(await phone.send({ op: 'resume', legId: await phone.legId() })).toBe('done')
      await a.expectLeg({ hold: 'none', remoteHold: false })
      await b.expectLeg({ hold: 'none', remoteHold: false })
      expect(late.wire.requests('INVITE').at(-1)).toContain('a=sendrecv')
      await expectTalk(a, b)
    })

test('hold and resume pressed faster than the wire end in what was pressed last', async ({ context }) => {
  const [a, b] = await twoPhones(context)
  await callUp(a, b, '8002')
  const legId = await a.legId()
  const results = await a.page.evaluate(
    (id) =>
      Promise.all([
        window.phone.send({ op: 'hold', legId: id }),
        window.phone.send({ op: 'resume', legId: id }),
        window.phone.send({ op: 'hold', legId: id }),
        window.phone.send({ op: 'resume', legId: id }),
      ]),
    legId,
  )
  expect(results).toEqual(['done', 'done', 'done', 'done'])
  await a.expectLeg({ hold: 'none' })
  await expectTalk(a, b)
})

test('mute shuts the microphone alone', async ({ context }) => {
  const [a, b] = await twoPhones(context)
  await callUp(a, b, '8002')
  await expectTalk(a, b)
  expect(await a.send({ op: 'mute', on: true })).toBe('done')
  expect((await a.snapshot()).muted).toBe(true)
  await expect.poll(() => hears(b.page, 440)).toBeLessThan(silent)
  expect(await hears(a.page, 1000)).toBeGreaterThan(heard)
  expect(await a.send({ op: 'mute', on: false })).toBe('done')
  await expectTalk(a, b)
})

test('tones go as telephone events and are shown to who typed them', async ({ context }) => {
  const [a, b] = await twoPhones(context)
  await callUp(a, b, '8002')
  await expectTalk(a, b)
  await a.send({ op: 'mute', on: true })
  await b.send({ op: 'mute', on: true })
  await expect.poll(() => hears(b.page, 440)).toBeLessThan(silent)
  expect(await a.send({ op: 'send-tones', legId: await a.legId(), tones: '5555555555' })).toBe('done')
  await a.expectLeg({ sentTones: '5555555555' })
  // Chromium plays a received event as its tone: 5 is 770 Hz and 1336 Hz.
  await expect.poll(() => hears(b.page, 1336, 300), { intervals: [50] }).toBeGreaterThan(-40)
})

test('a rejected call says so to the caller and leaves the phone free', async ({ context }) => {
  const [a, b] = await twoPhones(context)
  await a.send({ op: 'dial', target: '8002' })
  await b.expectLeg({ state: 'offered' })
  expect(await b.send({ op: 'reject', legId: await b.legId() })).toBe('done')
  await b.expectLeg({ state: 'ended', endReason: 'rejected' })
  await a.expectLeg({ state: 'ended', endReason: 'rejected' })
  await callUp(a, b, '8002')
  await expectTalk(a, b)
})

test('a call that is given up stops ringing; one to nobody says unreachable', async ({ context }) => {
  const [a, b] = await twoPhones(context)
  await a.send({ op: 'dial', target: '8002' })
  await b.expectLeg({ state: 'offered' })
  expect(await a.send({ op: 'hang-up', legId: await a.legId() })).toBe('done')
  await b.expectLeg({ state: 'ended', endReason: 'cancelled' })
  await a.expectLeg({ state: 'ended', endReason: 'hung-up' })
  await a.send({ op: 'dial', target: '8009' })
  await expect.poll(async () => (await a.leg())?.endReason).toMatch(/unreachable|no-answer/)
})

test('a second call during a call is told busy', async ({ context }) => {
  const [a, b] = await twoPhones(context)
  await callUp(a, b, '8002')
  const c = await PhonePage.open(context, site, { user: '8003', tone: 660 })
  await c.register()
  await c.send({ op: 'dial', target: '8002' })
  await c.expectLeg({ state: 'ended', endReason: 'busy' })
  await b.expectLeg({ state: 'established' })
  await expectTalk(a, b)
})

test('commands that can not be done are refused with their reason, and nonsense as bad-command', async ({
  context,
}) => {
  const a = await PhonePage.open(context, site, { user: '8001', tone: 440 })
  expect(await a.send({ op: 'dial', target: '8002' })).toBe('not-registered')
  await a.register()
  expect(await a.send({ op: 'hold', legId: 'nobody' })).toBe('no-such-leg')
  const raw = (message: unknown) => a.page.evaluate((given) => window.phone.raw(given), message)
  expect(await raw({ id: 77, command: { op: 'explode' } })).toEqual({
    kind: 'refused',
    id: 77,
    reason: 'bad-command',
    legId: null,
  })
  expect(await raw('hello')).toMatchObject({ kind: 'refused', id: -1, reason: 'bad-command' })
  expect(await raw({ id: 78, command: { op: 'dial', target: 'a b\r\nEvil: 1' } })).toMatchObject({
    reason: 'bad-command',
  })
})

test('a wrong secret is refused and not tried again and again', async ({ context }) => {
  const a = await PhonePage.open(context, site, { user: '8001', tone: 440 })
  await a.connect('wrong')
  await a.expectRegistration('refused')
  const { registration } = await a.snapshot()
  expect(registration.detail).toMatch(/^40[13]$/)
  expect(a.wire.requests('REGISTER').length).toBeLessThanOrEqual(3)
  expect(a.wire.out.join()).not.toContain('wrong')
  expect(await a.send({ op: 'disconnect' })).toBe('done')
  await a.register()
  expect(site.edge.registrations().map(({ user }) => user)).toContain('8001')
  expect(await a.send({ op: 'disconnect' })).toBe('done')
  expect(site.edge.registrations().map(({ user }) => user)).not.toContain('8001')
  expect(domain).toBe('sandbox.lianxian')
})
