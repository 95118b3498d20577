import { type BrowserContext, expect, test } from '@playwright/test'
import { hears } from '../support/page-ear.ts'
import { type EdgeSite, startEdgeSite } from '../support/phone-harness/edge-site.ts'
import { callUp, PhonePage } from '../support/phone-harness/phone-page.ts'

let site: EdgeSite
test.beforeAll(async () => {
  site = await startEdgeSite()
})
test.afterAll(() => site.close())

const heard = -20
const silent = -50
const inCall = async (
  context: BrowserContext,
  { edges = null, ...options }: { memory?: boolean; edges?: readonly string[] | null } = {},
) => {
  const [a, b] = await Promise.all([
    PhonePage.open(context, site, { user: '8001', tone: 440, ...options }),
    PhonePage.open(context, site, { user: '8002', tone: 1000 }),
  ])
  a.edges = edges
  await Promise.all([a.register(), b.register()])
  await callUp(b, a, '8001')
  await expectTalk(a, b)
  return [a, b] as const
}
const expectTalk = async (a: PhonePage, b: PhonePage) => {
  await expect.poll(() => hears(b.page, 440)).toBeGreaterThan(heard)
  await expect.poll(() => hears(a.page, 1000)).toBeGreaterThan(heard)
}

test('a socket cut for 3 s: lost is said at once, sound goes on, one REGISTER and one re-INVITE, then the call works', async ({
  context,
}) => {
  const [a, b] = await inCall(context)
  const registers = () =>
    a.wire.in.filter((text) => text.startsWith('SIP/2.0 200 ') && /^CSeq: \d+ REGISTER/m.test(text)).length
  const before = { registers: registers(), invites: a.wire.requests('INVITE').length }
  await a.wire.cut()
  await a.expectRegistration('lost')
  const cutAt = Date.now()
  while (Date.now() - cutAt < 3000) {
    expect(await hears(b.page, 440)).toBeGreaterThan(heard)
    expect(await hears(a.page, 1000)).toBeGreaterThan(heard)
  }
  expect((await a.leg())?.state).toBe('established')
  a.wire.restore()
  await a.expectRegistration('registered')
  await expect.poll(() => a.wire.requests('INVITE').length).toBe(before.invites + 1)
  expect(registers()).toBe(before.registers + 1)
  await expectTalk(a, b)
  expect(await a.send({ op: 'hold', legId: await a.legId() })).toBe('done')
  expect(await a.send({ op: 'resume', legId: await a.legId() })).toBe('done')
  await expectTalk(a, b)
  expect(a.wire.requests('BYE')).toEqual([])
  expect(await b.send({ op: 'hang-up', legId: await b.legId() })).toBe('done')
  await a.expectLeg({ state: 'ended', endReason: 'remote' })
})

test('an edge that dies in a call and stays dead gives way to the next one: the sound goes on, and so does the call', async ({
  context,
}) => {
  const next = site.sip.replace('127.0.0.1', 'localhost')
  const [a, b] = await inCall(context, { edges: [site.sip, next] })
  a.wire.isDown = (address) => address === site.sip
  await a.wire.cut()
  a.wire.restore()
  await a.expectRegistration('lost')
  expect(await hears(b.page, 440)).toBeGreaterThan(heard)
  await a.expectRegistration('registered')
  await expectTalk(a, b)
  expect(await a.send({ op: 'hold', legId: await a.legId() })).toBe('done')
  expect(await a.send({ op: 'resume', legId: await a.legId() })).toBe('done')
  await expectTalk(a, b)
  expect(await b.send({ op: 'hang-up', legId: await b.legId() })).toBe('done')
  await a.expectLeg({ state: 'ended', endReason: 'remote' })
})

test('a phone whose first edge is dead registers at the next one', async ({ context }) => {
  const a = await PhonePage.open(context, site, { user: '8001', tone: 440 })
  a.edges = ['ws://127.0.0.1:1/sip', site.sip]
  a.wire.isDown = (address) => address !== site.sip
  await a.register()
})

test('hung up while the socket is down: silent at once, and the other side is told after the reconnect', async ({
  context,
}) => {
  const [a, b] = await inCall(context)
  await a.wire.cut()
  await a.expectRegistration('lost')
  expect(await a.send({ op: 'hang-up', legId: await a.legId() })).toBe('done')
  await a.expectLeg({ state: 'ending' })
  await expect.poll(() => hears(b.page, 440)).toBeLessThan(silent)
  expect((await b.leg())?.state).toBe('established')
  a.wire.restore()
  await a.expectLeg({ state: 'ended', endReason: 'hung-up' })
  await b.expectLeg({ state: 'ended', endReason: 'remote' })
})

test('a hold pressed while the socket is down silences at once and is agreed after the reconnect, by one re-INVITE', async ({
  context,
}) => {
  const [a, b] = await inCall(context)
  const before = a.wire.requests('INVITE').length
  await a.wire.cut()
  await a.expectRegistration('lost')
  const held = a.send({ op: 'hold', legId: await a.legId() })
  await a.expectLeg({ hold: 'holding' })
  await expect.poll(() => hears(b.page, 440)).toBeLessThan(silent)
  a.wire.restore()
  expect(await held).toBe('done')
  await a.expectLeg({ hold: 'held' })
  expect(a.wire.requests('INVITE').length).toBe(before + 1)
  expect(await a.send({ op: 'resume', legId: await a.legId() })).toBe('done')
  await expectTalk(a, b)
})

for (const status of [488, 408, 403])
  test(`a re-INVITE refused with ${status} leaves the sound as it was, and the next hold works`, async ({
    context,
  }) => {
    const [a, b] = await inCall(context)
    a.wire.onOut = (text, reply) => {
      if (!text.startsWith('INVITE ')) return false
      a.wire.onOut = (next) => next.startsWith('ACK ')
      reply(refusal(text, status))
      return true
    }
    expect(await a.send({ op: 'hold', legId: await a.legId() })).toBe('failed')
    await a.expectLeg({ hold: 'none', state: 'established' })
    a.wire.onOut = () => false
    await expectTalk(a, b)
    expect(await a.send({ op: 'hold', legId: await a.legId() })).toBe('done')
    await expect.poll(() => hears(b.page, 440)).toBeLessThan(silent)
    expect(await a.send({ op: 'resume', legId: await a.legId() })).toBe('done')
    await expectTalk(a, b)
  })

test('a hold that meets another re-INVITE (491) waits and is agreed', async ({ context }) => {
  const [a, b] = await inCall(context)
  a.wire.onOut = (text, reply) => {
    if (!text.startsWith('INVITE ')) return false
    a.wire.onOut = (next) => {
      a.wire.onOut = () => false
      return next.startsWith('ACK ')
    }
    reply(refusal(text, 491))
    return true
  }
  expect(await a.send({ op: 'hold', legId: await a.legId() })).toBe('done')
  await a.expectLeg({ hold: 'held' })
  expect(await a.send({ op: 'resume', legId: await a.legId() })).toBe('done')
  await expectTalk(a, b)
})

test('both press hold in the same moment: both holds are agreed, and both resume', async ({ context }) => {
  const [a, b] = await inCall(context)
  const [forA, forB] = [await a.legId(), await b.legId()]
  expect(await Promise.all([a.send({ op: 'hold', legId: forA }), b.send({ op: 'hold', legId: forB })])).toEqual([
    'done',
    'done',
  ])
  expect(await Promise.all([a.send({ op: 'resume', legId: forA }), b.send({ op: 'resume', legId: forB })])).toEqual([
    'done',
    'done',
  ])
  await a.expectLeg({ hold: 'none', remoteHold: false })
  await b.expectLeg({ hold: 'none', remoteHold: false })
  await expectTalk(a, b)
})

test('a reload of the page takes the call up again within 5 s, and the other side never hears a ring', async ({
  context,
}) => {
  const [a, b] = await inCall(context, { memory: true })
  const before = await a.leg()
  await a.send({ op: 'mute', on: true })
  const reloadedAt = Date.now()
  await a.page.reload()
  await a.page.waitForFunction(() => window.phone?.snapshot() != null)
  await a.connect()
  await a.expectLeg({ state: 'established', answeredAt: before?.answeredAt ?? 0 })
  // The backend knows the call by its present dialog, as both ends do.
  expect((await a.leg())?.sipCallId).toBe((await b.leg())?.sipCallId)
  expect((await a.leg())?.sipCallId).not.toBe(before?.sipCallId)
  expect(Date.now() - reloadedAt).toBeLessThan(5000)
  expect((await a.snapshot()).muted).toBe(true)
  await expect.poll(() => hears(a.page, 1000)).toBeGreaterThan(heard)
  expect(await hears(b.page, 440)).toBeLessThan(silent)
  await a.send({ op: 'mute', on: false })
  await expectTalk(a, b)
  expect((await b.snapshot()).legs).toHaveLength(1)
  await b.expectLeg({ state: 'established' })
  // The new dialog is as good as the first: hold, and hang up from the other side.
  expect(await b.send({ op: 'hold', legId: await b.legId() })).toBe('done')
  await a.expectLeg({ remoteHold: true })
  expect(await b.send({ op: 'resume', legId: await b.legId() })).toBe('done')
  await expectTalk(a, b)
  expect(await b.send({ op: 'hang-up', legId: await b.legId() })).toBe('done')
  await a.expectLeg({ state: 'ended', endReason: 'remote' })
})

test('a held call is still held after a reload', async ({ context }) => {
  const [a, b] = await inCall(context, { memory: true })
  expect(await a.send({ op: 'hold', legId: await a.legId() })).toBe('done')
  await a.page.reload()
  await a.page.waitForFunction(() => window.phone?.snapshot() != null)
  await a.connect()
  await a.expectLeg({ state: 'established', hold: 'held' })
  await expect.poll(() => hears(b.page, 440)).toBeLessThan(silent)
  await b.expectLeg({ remoteHold: true })
  expect(await a.send({ op: 'resume', legId: await a.legId() })).toBe('done')
  await expectTalk(a, b)
})

test('a call that ended during the reload is told as ended, not kept', async ({ context }) => {
  const [a, b] = await inCall(context, { memory: true })
  await a.page.goto('about:blank')
  expect(await b.send({ op: 'hang-up', legId: await b.legId() })).toBe('done')
  await a.page.goto(`${site.url}?tone=440&memory=1`)
  await a.page.waitForFunction(() => window.phone?.snapshot() != null)
  await a.connect()
  await a.expectLeg({ state: 'ended' })
  await expect.poll(() => a.page.evaluate(() => sessionStorage.getItem('call'))).toBeNull()
})

test('the microphone that dies in a call is taken again without a renegotiation', async ({ context }) => {
  const [a, b] = await inCall(context)
  const invites = a.wire.requests('INVITE').length
  await a.page.evaluate(() => {
    const [track] = window.phone.microphones.at(-1)?.getAudioTracks() ?? []
    track?.stop()
    track?.dispatchEvent(new Event('ended'))
  })
  await expect.poll(() => a.page.evaluate(() => window.phone.microphones.length)).toBe(2)
  await expect.poll(async () => (await a.snapshot()).microphone).toBe('ready')
  await expectTalk(a, b)
  expect(a.wire.requests('INVITE').length).toBe(invites)
})

/** A response to a request as the other side's phone would have made it. */
function refusal(request: string, status: number): string {
  const keep = request.split('\r\n').filter((line) => /^(Via|From|To|Call-ID|CSeq):/i.test(line))
  return [`SIP/2.0 ${status} No`, ...keep, 'Content-Length: 0', '', ''].join('\r\n')
}
