import { expect, test } from '@playwright/test'
import { hears, personHears } from '../support/page-ear.ts'
import { type EdgeSite, startEdgeSite } from '../support/phone-harness/edge-site.ts'
import type { PhonePage } from '../support/phone-harness/phone-page.ts'
import {
  all,
  expectHeard,
  expectMix,
  type House,
  heard,
  legOf,
  openTalk,
  reach,
  silent,
  together,
  tones,
} from '../support/phone-harness/three-way.ts'

const full = process.env.LIANXIAN_FULL === '1'
let site: EdgeSite
test.beforeAll(async () => {
  site = await startEdgeSite()
})
test.afterAll(() => site.close())

const agreedRegisters = (phone: PhonePage) =>
  phone.wire.in.filter((text) => text.startsWith('SIP/2.0 200 ') && /^CSeq: \d+ REGISTER/m.test(text)).length
const states = async (phone: PhonePage) => (await phone.snapshot()).legs.map(({ state }) => state)
const conference = async (house: House) => {
  await reach(house, 'conference')
  await expectMix(house.agent, 'conference')
  await expectHeard(house, all)
}

test('a reload in a conference takes every leg up again within 5 s, and everyone hears everyone', async ({
  context,
}) => {
  const house = await openTalk(context, site, { memory: true })
  await conference(house)
  const { agent } = house
  const reloadedAt = Date.now()
  await agent.page.reload()
  await agent.page.waitForFunction(() => window.phone?.snapshot() != null)
  await agent.connect()
  await expect.poll(() => states(agent), { intervals: [20] }).toEqual(['established', 'established'])
  expect(Date.now() - reloadedAt).toBeLessThan(5000)
  await expectMix(agent, 'conference')
  await expectHeard(house, all)
  for (const other of [house.citizen, house.expert]) expect((await other.snapshot()).legs).toHaveLength(1)
  expect(await agent.send({ op: 'end-all' })).toBe('done')
  await house.citizen.expectLeg({ state: 'ended', endReason: 'remote' })
  await house.expert.expectLeg({ state: 'ended', endReason: 'remote' })
})

test('a reload in a consult: the caller still waits, the expert is still talked with', async ({ context }) => {
  const house = await openTalk(context, site, { memory: true })
  await reach(house, 'consult')
  await expectMix(house.agent, 'consult')
  await house.agent.page.reload()
  await house.agent.page.waitForFunction(() => window.phone?.snapshot() != null)
  await house.agent.connect()
  await expectMix(house.agent, 'consult')
  await expectHeard(house, { agent: ['expert'], citizen: [], expert: ['agent'] })
  expect(await house.agent.send({ op: 'merge' })).toBe('done')
  await expectHeard(house, all)
})

/** The agent's socket is cut in a conference: sound all the while, then one REGISTER and one re-INVITE a leg. */
async function cutFor(house: House, ms: number): Promise<void> {
  const { agent, citizen, expert } = house
  const before = { registers: agreedRegisters(agent), invites: agent.wire.requests('INVITE').length }
  await agent.wire.cut()
  await agent.expectRegistration('lost')
  const cutAt = Date.now()
  while (Date.now() - cutAt < ms) {
    expect(await personHears(agent.page, tones.citizen)).toBeGreaterThan(heard)
    expect(await personHears(citizen.page, tones.expert)).toBeGreaterThan(heard)
    expect(await personHears(expert.page, tones.agent)).toBeGreaterThan(heard)
  }
  expect(await states(agent)).toEqual(['established', 'established'])
  agent.wire.restore()
  await agent.expectRegistration('registered')
  await expect.poll(() => agent.wire.requests('INVITE').length).toBe(before.invites + 2)
  await expectHeard(house, all)
  expect(agreedRegisters(agent)).toBe(before.registers + 1)
  expect(agent.wire.requests('INVITE').length).toBe(before.invites + 2)
  expect(agent.wire.requests('BYE')).toEqual([])
}

test('a socket cut for 3 s in a conference: sound goes on, one REGISTER, one re-INVITE a leg', async ({ context }) => {
  const house = await openTalk(context, site)
  await conference(house)
  await cutFor(house, 3000)
})

test('a socket cut for 15 s, in the full run for 60 s: sound goes on, one REGISTER, one re-INVITE a leg', async ({
  context,
}) => {
  test.setTimeout(150_000)
  const house = await openTalk(context, site)
  await conference(house)
  await cutFor(house, full ? 60_000 : 15_000)
})

test('an edge restarted in a consult: it goes on, the caller waits in music, and merged all hear all', async ({
  context,
}) => {
  const house = await openTalk(context, site)
  await reach(house, 'consult')
  await expectMix(house.agent, 'consult')
  await site.restart()
  for (const phone of [house.agent, house.citizen, house.expert]) await phone.expectRegistration('registered')
  await expectMix(house.agent, 'consult')
  await expectHeard(house, { agent: ['expert'], citizen: [], expert: ['agent'] })
  expect(await house.agent.send({ op: 'merge' })).toBe('done')
  await expectMix(house.agent, 'conference')
  await expectHeard(house, all)
})

test('one of a conference hung up while the socket is down is silent at once, and is told after the reconnect', async ({
  context,
}) => {
  const house = await openTalk(context, site)
  await conference(house)
  const { agent, citizen, expert } = house
  await agent.wire.cut()
  await agent.expectRegistration('lost')
  const legId = (await legOf(agent, '9001'))?.id ?? 'none'
  expect(await agent.send({ op: 'hang-up', legId })).toBe('done')
  await expect.poll(() => hears(citizen.page, tones.expert)).toBeLessThan(silent)
  expect((await expert.leg())?.state).toBe('established')
  agent.wire.restore()
  await expert.expectLeg({ state: 'ended', endReason: 'remote' })
  await expectMix(agent, 'single')
  await expect.poll(() => hears(citizen.page, tones.agent)).toBeGreaterThan(heard)
  expect((await citizen.leg())?.state).toBe('established')
})

test('after the computer slept, a conference goes on over a fresh socket', async ({ context }) => {
  const house = await openTalk(context, site)
  await conference(house)
  const { agent } = house
  const before = { registers: agreedRegisters(agent), invites: agent.wire.requests('INVITE').length }
  await agent.page.evaluate(() => window.phone.wake())
  await expect.poll(() => agreedRegisters(agent)).toBe(before.registers + 1)
  await expect.poll(() => agent.wire.requests('INVITE').length).toBe(before.invites + 2)
  await expectHeard(house, all)
  expect((await together(agent)).trouble).toBeNull()
})
