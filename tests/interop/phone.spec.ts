import { type BrowserContext, expect, test } from '@playwright/test'
import { hears } from '../support/page-ear.ts'
import { domain, type EdgeSite, password, startEdgeSite } from '../support/phone-harness/edge-site.ts'
import { PhonePage } from '../support/phone-harness/phone-page.ts'
import { type Hall, openHall, trunkNumber } from '../support/strangers/hall.ts'

let hall: Hall
/** Its pages are used; its own edge is not. */
let site: EdgeSite
test.beforeAll(async () => {
  hall = await openHall({ domain, password, seats: ['8001', '8002'] })
  const own = await startEdgeSite()
  site = { ...own, sip: hall.kamailio.ws }
})
test.afterAll(async () => {
  await site?.close()
  await hall?.close()
})

const heard = -20
const silent = -45
const seat = async (context: BrowserContext, user = '8001') => {
  const phone = await PhonePage.open(context, site, { user, tone: 1000 })
  await phone.register()
  return phone
}
const trunkHears = (frequency: number) => hall.trunk.hears(frequency) ?? -200
const expectTalk = async (phone: PhonePage) => {
  await expect.poll(() => hears(phone.page, 440)).toBeGreaterThan(heard)
  await expect.poll(() => trunkHears(1000)).toBeGreaterThan(heard)
}
/** The newest answer to an INVITE of the phone. */
const answerTo = ({ wire }: PhonePage) =>
  wire.in.findLast((text) => text.startsWith('SIP/2.0 200') && /^CSeq: \d+ INVITE/im.test(text))
const closedCalls = () => hall.trunk.events.filter((event) => event === 'CALL_CLOSED').length
const dialOut = async (phone: PhonePage) => {
  expect(await phone.send({ op: 'dial', target: trunkNumber })).toBe('done')
  await phone.expectLeg({ state: 'established' })
}

test('a seat calls out: sound both ways through rtpengine, tones heard, hung up by the seat', async ({ context }) => {
  const phone = await seat(context)
  await dialOut(phone)
  await expectTalk(phone)
  expect(await phone.send({ op: 'send-tones', legId: await phone.legId(), tones: '159#' })).toBe('done')
  await expect
    .poll(() => hall.trunk.events.filter((event) => event.startsWith('dtmf:')).join())
    .toContain('dtmf:1,dtmf:5,dtmf:9,dtmf:#')
  const closed = closedCalls()
  expect(await phone.send({ op: 'hang-up', legId: await phone.legId() })).toBe('done')
  await expect.poll(closedCalls).toBe(closed + 1)
})

test('a call of the trunk to a seat’s number is refused: from outside only the hotline is reached', async ({
  context,
}) => {
  const phone = await seat(context)
  const closed = closedCalls()
  hall.trunk.dial(`sip:8001@${domain}`)
  await expect.poll(closedCalls).toBe(closed + 1)
  expect((await phone.snapshot()).legs).toEqual([])
})

test('two seats talk to each other', async ({ context }) => {
  const a = await seat(context)
  const b = await PhonePage.open(context, site, { user: '8002', tone: 660 })
  await b.register()
  expect(await a.send({ op: 'dial', target: '8002' })).toBe('done')
  await b.expectLeg({ state: 'offered', remote: { name: 'Seat 8001', number: '8001' } })
  expect(await b.send({ op: 'answer', legId: await b.legId() })).toBe('done')
  await a.expectLeg({ state: 'established' })
  await expect.poll(() => hears(a.page, 660)).toBeGreaterThan(heard)
  await expect.poll(() => hears(b.page, 1000)).toBeGreaterThan(heard)
  expect(await b.send({ op: 'hang-up', legId: await b.legId() })).toBe('done')
  await a.expectLeg({ state: 'ended', endReason: 'remote' })
})

test('the trunk obeys a hold and a resume: it falls silent, and is heard again', async ({ context }) => {
  const phone = await seat(context)
  await dialOut(phone)
  await expectTalk(phone)
  expect(await phone.send({ op: 'hold', legId: await phone.legId() })).toBe('done')
  await phone.expectLeg({ hold: 'held' })
  await expect.poll(() => hears(phone.page, 440)).toBeLessThan(silent)
  expect(answerTo(phone)).toContain('a=recvonly')
  expect(await phone.send({ op: 'resume', legId: await phone.legId() })).toBe('done')
  await phone.expectLeg({ hold: 'none' })
  await expect.poll(() => hears(phone.page, 440)).toBeGreaterThan(heard)
  // This baresip plays nothing any more after a hold: what it agreed to is in its answer.
  expect(answerTo(phone)).not.toMatch(/a=(recvonly|inactive|sendonly)/)
  hall.trunk.hangUp()
  await phone.expectLeg({ state: 'ended', endReason: 'remote' })
})

for (const side of ['seat', 'trunk'] as const)
  test(`a call outlives Kamailio: it goes on, the phone registers again, and the ${side}’s hang-up arrives`, async ({
    context,
  }) => {
    const phone = await seat(context)
    await dialOut(phone)
    await expectTalk(phone)
    const start = await hall.kamailio.kill()
    await expect.poll(async () => (await phone.snapshot()).registration.state).not.toBe('registered')
    await phone.expectLeg({ state: 'established' })
    await expectTalk(phone)
    await start()
    await phone.expectRegistration('registered')
    await phone.expectLeg({ state: 'established' })
    await expectTalk(phone)
    const closed = closedCalls()
    if (side === 'seat') expect(await phone.send({ op: 'hang-up', legId: await phone.legId() })).toBe('done')
    else hall.trunk.hangUp()
    await phone.expectLeg({ state: 'ended' })
    await expect.poll(closedCalls).toBe(closed + 1)
  })
