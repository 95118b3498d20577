import { type BrowserContext, expect, test } from '@playwright/test'
import { type ElementHouse, openElementHouse } from '../support/element-house.ts'
import { hears } from '../support/page-ear.ts'
import { domain, type EdgeSite, password, startEdgeSite } from '../support/phone-harness/edge-site.ts'
import { PhonePage } from '../support/phone-harness/phone-page.ts'
import { type Hall, openHall, trunkNumber } from '../support/strangers/hall.ts'

let hall: Hall
let site: EdgeSite
let house: ElementHouse
test.beforeAll(async () => {
  hall = await openHall({ domain, password, seats: ['8001', '8002'] })
  const own = await startEdgeSite()
  site = { ...own, sip: hall.kamailio.ws }
})
test.afterAll(async () => {
  await site?.close()
  await hall?.close()
})
test.beforeEach(async () => {
  const { queue: port, sip } = hall.ports
  house = await openElementHouse({ domain, port, peers: [{ address: '127.0.0.1', port: sip }] })
})
test.afterEach(async () => {
  hall.trunk.hangUp()
  await house.close()
  expect(house.errors).toEqual([])
  expect(house.strangers).toEqual([])
})

const kinds = () => house.events.map(({ type }) => type)
const seat = async (context: BrowserContext, user: string, tone: number) => {
  const phone = await PhonePage.open(context, site, { user, tone })
  await phone.register()
  return phone
}
const calls = async () => {
  hall.trunk.dial(`sip:12345@${domain}`)
  await expect.poll(kinds).toContain('queued')
}
const waiting = () => house.queue.snapshot()

test('a call waits, is sent to a seat that does not answer, keeps its place, and is taken by the next', async ({
  context,
}) => {
  const silent = await seat(context, '8001', 1000)
  const taker = await seat(context, '8002', 660)
  await calls()
  const [first] = waiting()
  expect(first).toMatchObject({ position: 1, callerNumber: trunkNumber })
  await expect.poll(() => hall.trunk.events).toContain('CALL_RINGING')

  house.seatIsReady('8001')
  await silent.expectLeg({ state: 'offered' })
  expect((await silent.leg())?.remote.number).toBe(trunkNumber)
  await expect.poll(kinds, { timeout: 8000 }).toEqual(['queued', 'offered', 'declined'])
  expect(house.events.at(-1)).toMatchObject({ seat: '8001', cause: 'no-answer' })
  await silent.expectLeg({ state: 'ended' })
  expect(waiting()[0]).toMatchObject({ position: 1, since: first?.since, sipCallId: first?.sipCallId })

  house.seatIsReady('8002')
  await taker.expectLeg({ state: 'offered' })
  expect(await taker.send({ op: 'answer', legId: await taker.legId() })).toBe('done')
  await taker.expectLeg({ state: 'established' })
  await expect.poll(() => hears(taker.page, 440)).toBeGreaterThan(-20)
  await expect.poll(() => hall.trunk.hears(660) ?? -200).toBeGreaterThan(-20)
  expect((await taker.leg())?.sipCallId).toBe(first?.sipCallId)
  expect(house.stream.callIdOf(first?.sipCallId ?? '')).toBe(first?.callId)

  hall.trunk.hangUp()
  await taker.expectLeg({ state: 'ended', endReason: 'remote' })
  await expect.poll(kinds).toEqual(['queued', 'offered', 'declined', 'offered', 'answered', 'ended'])
  expect(house.events.at(-1)).toMatchObject({ seat: '8002', cause: 'caller' })
})

for (const [how, cause] of [
  ['reject', 'rejected'],
  ['busy', 'busy'],
] as const)
  test(`a seat that is ${cause} sends the call back to its place`, async ({ context }) => {
    const phone = await seat(context, '8001', 1000)
    if (how === 'busy') {
      expect(await phone.send({ op: 'dial', target: trunkNumber })).toBe('done')
      await phone.expectLeg({ state: 'established' })
    }
    await calls()
    house.seatIsReady('8001')
    if (how === 'reject') {
      await phone.expectLeg({ state: 'offered' })
      expect(await phone.send({ op: 'reject', legId: await phone.legId() })).toBe('done')
    }
    await expect.poll(() => house.events.find(({ type }) => type === 'declined')).toMatchObject({ cause })
    expect(waiting()[0]).toMatchObject({ position: 1 })
  })

test('a seat without a phone sends the call back at once as unreachable', async () => {
  await calls()
  house.seatIsReady('8001')
  await expect.poll(() => house.events.at(-1)).toMatchObject({ type: 'declined', cause: 'unreachable' })
  expect(waiting()[0]).toMatchObject({ position: 1 })
})

test('a caller who gives up leaves the queue; one who gives up while it rings stops the ringing', async ({
  context,
}) => {
  await calls()
  hall.trunk.hangUp()
  await expect.poll(kinds).toEqual(['queued', 'abandoned'])
  const phone = await seat(context, '8001', 1000)
  await calls()
  house.seatIsReady('8001')
  await phone.expectLeg({ state: 'offered' })
  hall.trunk.hangUp()
  await phone.expectLeg({ state: 'ended', endReason: 'cancelled' })
  await expect.poll(kinds).toEqual(['queued', 'abandoned', 'queued', 'offered', 'abandoned'])
  expect(waiting()).toEqual([])
})

test('the backend hears which phones are there, also when one is gone without a word', async ({ context }) => {
  const phone = await seat(context, '8002', 1000)
  await expect.poll(() => house.news.at(-1)).toMatchObject({ type: 'registered', user: '8002', contacts: 1 })
  await phone.page.close()
  await expect.poll(() => house.news.at(-1)).toMatchObject({ type: 'unregistered', user: '8002' })
})
