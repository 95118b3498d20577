import { type BrowserContext, expect, test } from '@playwright/test'
import { startFocus, type TestFocus } from '../support/focus/focus.ts'
import { personHears } from '../support/page-ear.ts'
import { domain, type EdgeSite, password, startEdgeSite } from '../support/phone-harness/edge-site.ts'
import { callUp, PhonePage } from '../support/phone-harness/phone-page.ts'

let site: EdgeSite
let focus: TestFocus
test.beforeEach(async () => {
  site = await startEdgeSite({ focus: 'conf-factory', timings: { leftGraceMs: 1000 } })
  focus = await startFocus({ url: site.sip, user: 'conf-factory', domain, password })
})
test.afterEach(async () => {
  await focus.close()
  await site.close()
})

/** A mixer in JavaScript on a busy machine drops frames, and the edges of a gap sound a little at every frequency. */
const silent = -34
const heard = -25
const noMusic = -90
const caller = 'citizen-13820000001'
const tones = { agent: 440, citizen: 1000, first: 1700, second: 2300, third: 620 } as const
type Who = keyof typeof tones
const numbers = { citizen: '13820000001', first: '9001', second: '9002', third: '9003' } as const
const users: Readonly<Record<Who, string>> = { ...numbers, agent: '8001', citizen: caller }
type House = Readonly<Record<Who, PhonePage>>

async function openHouse(context: BrowserContext, from: number): Promise<House> {
  const who = Object.keys(tones) as Who[]
  const pages = await Promise.all(
    who.map((each) => PhonePage.open(context, site, { user: users[each], tone: tones[each] })),
  )
  const house = Object.fromEntries(who.map((each, at) => [each, pages[at]])) as unknown as House
  house.agent.focus = { address: `sip:conf-factory@${domain}`, from }
  await Promise.all(pages.map((page) => page.register()))
  await callUp(house.agent, house.citizen, caller)
  return house
}

const together = async (phone: PhonePage) => (await phone.snapshot()).together
const calm = (phone: PhonePage) =>
  expect.poll(async () => (await together(phone)).state, { intervals: [50], timeout: 20_000 }).toBe('calm')
const inFocus = async (phone: PhonePage) =>
  ((await together(phone)).focus?.parties ?? []).map(({ number }) => number).sort()
const expectInFocus = (phone: PhonePage, who: readonly string[]) =>
  expect.poll(() => inFocus(phone), { timeout: 15_000 }).toEqual([...who].sort())

async function bring(house: House, who: 'first' | 'second' | 'third') {
  const targets = [{ number: numbers[who], name: who }]
  expect(await house.agent.send({ op: 'reach', purpose: 'conference', targets })).toBe('done')
  await house[who].expectLeg({ state: 'offered' })
  expect(await house[who].send({ op: 'answer', legId: await house[who].legId() })).toBe('done')
  await house[who].expectLeg({ state: 'established' })
  await expect.poll(async () => (await together(house.agent)).mix, { timeout: 40_000 }).toBe('conference')
  await calm(house.agent)
}

/** Each of them hears exactly the others of them. */
async function expectAmong(house: House, there: readonly Who[]) {
  for (const who of there)
    for (const from of Object.keys(tones) as Who[]) {
      const level = expect.poll(() => personHears(house[who].page, tones[from]), {
        message: `${who} hears ${from}`,
        timeout: 30_000,
      })
      if (from !== who && there.includes(from)) await level.toBeGreaterThan(heard)
      else await level.toBeLessThan(silent)
    }
}

test('five parties meet in the focus, each hears exactly the others, and they go on when the agent leaves', async ({
  context,
}) => {
  test.setTimeout(180_000)
  const house = await openHouse(context, 2)
  await bring(house, 'first')
  await expectInFocus(house.agent, [numbers.citizen, numbers.first])
  await expectAmong(house, ['agent', 'citizen', 'first'])
  await bring(house, 'second')
  await bring(house, 'third')
  await expectInFocus(house.agent, Object.values(numbers))
  expect((await together(house.agent)).trouble).toBeNull()
  await expectAmong(house, ['agent', 'citizen', 'first', 'second', 'third'])

  expect(await house.agent.send({ op: 'leave' })).toBe('done')
  await expect.poll(async () => (await together(house.agent)).mix).toBe('none')
  await expectAmong(house, ['citizen', 'first', 'second', 'third'])
})

test('three others of the desktop’s mix meet in the focus when the agent leaves', async ({ context }) => {
  test.setTimeout(180_000)
  const house = await openHouse(context, 5)
  await bring(house, 'first')
  await bring(house, 'second')
  expect((await together(house.agent)).focus).toEqual({ legId: null, parties: [] })
  expect(await house.agent.send({ op: 'leave' })).toBe('done')
  await expect.poll(async () => (await together(house.agent)).mix).toBe('none')
  expect((await together(house.agent)).trouble).toBeNull()
  await expectAmong(house, ['citizen', 'first', 'second'])
})

test('who waits while another is consulted hears no music in the focus; one is sent away, and then all are', async ({
  context,
}) => {
  test.setTimeout(180_000)
  const house = await openHouse(context, 2)
  const { agent, first, citizen, second } = house
  await bring(house, 'first')
  await expectInFocus(agent, [numbers.citizen, numbers.first])
  const targets = [{ number: numbers.second, name: '' }]
  expect(await agent.send({ op: 'reach', purpose: 'consult', targets })).toBe('done')
  await second.expectLeg({ state: 'offered' })
  expect(await second.send({ op: 'answer', legId: await second.legId() })).toBe('done')
  await expect.poll(async () => (await together(agent)).mix).toBe('consult')
  await expectAmong(house, ['agent', 'second'])
  await expectAmong(house, ['citizen', 'first'])
  // Music would come and go between -25 and -80 dB.
  for (const note of [261.6, 329.6, 392, 220]) expect(await personHears(citizen.page, note)).toBeLessThan(noMusic)

  expect(await agent.send({ op: 'merge' })).toBe('done')
  await expectInFocus(agent, [numbers.citizen, numbers.first, numbers.second])
  const away = (await together(agent)).focus?.parties.find(({ number }) => number === numbers.second)
  expect(await agent.send({ op: 'mute-leg', legId: away?.id ?? 'none', on: true })).toBe('not-now')
  expect(await agent.send({ op: 'hang-up', legId: away?.id ?? 'none' })).toBe('done')
  await second.expectLeg({ state: 'ended' })
  await expectInFocus(agent, [numbers.citizen, numbers.first])
  expect(await agent.send({ op: 'end-all' })).toBe('done')
  await Promise.all([agent, first, citizen].map((phone) => phone.expectLeg({ state: 'ended' })))
})

test('a focus that refuses leaves the talk to the desktop and says so', async ({ context }) => {
  test.setTimeout(180_000)
  const house = await openHouse(context, 2)
  focus.refuse.factory = 503
  await bring(house, 'first')
  expect((await together(house.agent)).trouble).toMatchObject({ act: 'focus' })
  expect((await together(house.agent)).focus?.legId).toBeNull()
  await expectAmong(house, ['agent', 'citizen', 'first'])
  // One that lets us in and nobody else is left again.
  focus.refuse.factory = null
  focus.refuse.rooms = 403
  expect(await house.agent.send({ op: 'merge' })).toBe('done')
  expect((await together(house.agent)).trouble).toMatchObject({ act: 'focus', reason: 'refused' })
  await expect.poll(() => focus.rooms().flat()).toEqual([])
  await expectAmong(house, ['agent', 'citizen', 'first'])
})

test('a focus that dies: everybody is called back into the desktop’s mix', async ({ context }) => {
  test.setTimeout(180_000)
  const house = await openHouse(context, 2)
  await bring(house, 'first')
  await expectInFocus(house.agent, [numbers.citizen, numbers.first])
  focus.die()
  for (const phone of [house.citizen, house.first]) {
    await phone.expectLeg({ state: 'offered' })
    expect(await phone.send({ op: 'answer', legId: await phone.legId() })).toBe('done')
  }
  expect((await together(house.agent)).trouble).toMatchObject({ act: 'focus' })
  await expect.poll(async () => (await together(house.agent)).mix).toBe('conference')
  await expectAmong(house, ['agent', 'citizen', 'first'])
})
