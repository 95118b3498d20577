import { expect, test } from '@playwright/test'
import { hears } from '../support/page-ear.ts'
import { type EdgeSite, startEdgeSite } from '../support/phone-harness/edge-site.ts'
import type { PhonePage } from '../support/phone-harness/phone-page.ts'
import {
  all,
  answered,
  expectHeard,
  expectMix,
  expertEntry,
  heard,
  idOf,
  legOf,
  openTalk,
  reach,
  silent,
  together,
  tones,
} from '../support/phone-harness/three-way.ts'

let site: EdgeSite
test.beforeAll(async () => {
  site = await startEdgeSite()
})
test.afterAll(() => site.close())

test('a consult is private, the caller hears music, and merged each hears exactly the two others', async ({
  context,
}) => {
  const house = await openTalk(context, site)
  const { agent, citizen } = house
  await reach(house, 'consult')
  await expectMix(agent, 'consult')
  expect(await legOf(agent, '9001')).toMatchObject({ remote: { name: '秦海川' } })
  await expectHeard(house, { agent: ['expert'], citizen: [], expert: ['agent'] })
  // 523.3 Hz is the highest note of the music's first chord, which comes round every 16 s; any of its notes will do.
  await expect
    .poll(async () =>
      Math.max(...(await Promise.all([261.6, 329.6, 392, 220].map((note) => hears(citizen.page, note))))),
    )
    .toBeGreaterThan(-45)

  expect(await agent.send({ op: 'merge' })).toBe('done')
  await expectMix(agent, 'conference')
  await expectHeard(house, all)
})

test('in a conference one party is talked with privately, muted for the others, swapped and dropped', async ({
  context,
}) => {
  const house = await openTalk(context, site)
  const { agent, citizen, expert } = house
  await reach(house, 'conference')
  await expectMix(agent, 'conference')
  await expectHeard(house, all)

  const wire = agent.wire.requests('INVITE').length
  expect(await agent.send({ op: 'talk-privately', legId: await idOf(agent, '9001') })).toBe('done')
  await expectMix(agent, 'private')
  await expectHeard(house, { agent: ['expert'], citizen: [], expert: ['agent'] })
  expect(await agent.send({ op: 'talk-privately', legId: await idOf(agent, '13820000001') })).toBe('done')
  await expectHeard(house, { agent: ['citizen'], citizen: ['agent'], expert: [] })
  expect(await agent.send({ op: 'merge' })).toBe('done')
  expect(await agent.send({ op: 'mute-leg', legId: await idOf(agent, '9001'), on: true })).toBe('done')
  await expectHeard(house, { agent: ['citizen', 'expert'], citizen: ['agent'], expert: ['agent', 'citizen'] })
  expect(await agent.send({ op: 'mute', on: true })).toBe('done')
  await expectHeard(house, { agent: ['citizen', 'expert'], citizen: [], expert: ['citizen'] })
  // All of it was a matter of gains.
  expect(agent.wire.requests('INVITE').length).toBe(wire)

  expect(await agent.send({ op: 'mute', on: false })).toBe('done')
  expect(await agent.send({ op: 'hang-up', legId: await idOf(agent, '9001') })).toBe('done')
  await expert.expectLeg({ state: 'ended', endReason: 'remote' })
  await expectMix(agent, 'single')
  await expect.poll(() => hears(citizen.page, tones.agent)).toBeGreaterThan(heard)
})

test('the agent leaves and the two others go on', async ({ context }) => {
  const house = await openTalk(context, site)
  const { agent, citizen, expert } = house
  await reach(house, 'conference')
  await expectMix(agent, 'conference')
  expect(await agent.send({ op: 'leave' })).toBe('done')
  await expectMix(agent, 'none')
  await expectHeard(house, { agent: [], citizen: ['expert'], expert: ['citizen'] })
  expect(await legOf(expert, '13820000001')).toMatchObject({ state: 'established' })
  expect(await legOf(citizen, '9001')).toMatchObject({ state: 'established' })
  expect((await together(agent)).trouble).toBeNull()
  expect((await agent.snapshot()).legs.map(({ endReason }) => endReason)).toEqual(['replaced', 'replaced'])
  const [old] = site.events.filter(({ type }) => type === 'transferred')
  expect(old).toMatchObject({ from: '8001', seat: '9001' })
  // The old dialogs are gone at the edge too: the agent can be called again.
  await expect.poll(async () => (await agent.snapshot()).legs.every(({ state }) => state === 'ended')).toBe(true)
})

test('where the inside party can’t be sent, the citizen is; where neither can, the mix goes on and says why', async ({
  context,
}) => {
  const house = await openTalk(context, site)
  const { agent, expert, citizen } = house
  await reach(house, 'conference')
  await expectMix(agent, 'conference')
  const refuse = (phone: PhonePage) => {
    phone.wire.onIn = (message) => (message.startsWith('REFER ') ? 603 : null)
  }
  refuse(expert)
  refuse(citizen)
  expect(await agent.send({ op: 'leave' })).toBe('done')
  await expect.poll(async () => (await together(agent)).trouble).toMatchObject({ act: 'leave', reason: 'rejected' })
  await expectHeard(house, all)
  citizen.wire.onIn = () => null
  expect(await agent.send({ op: 'leave' })).toBe('done')
  await expectMix(agent, 'none')
  await expectHeard(house, { agent: [], citizen: ['expert'], expert: ['citizen'] })
})

test('a transfer rings, can be taken back, and completes when the other answers', async ({ context }) => {
  const house = await openTalk(context, site)
  const { agent, citizen, expert } = house
  expect(await agent.send({ op: 'reach', purpose: 'transfer', targets: [expertEntry] })).toBe('done')
  await expert.expectLeg({ state: 'offered' })
  await expect.poll(() => hears(citizen.page, tones.agent)).toBeLessThan(silent)
  expect(await agent.send({ op: 'take-back' })).toBe('done')
  await expert.expectLeg({ state: 'ended', endReason: 'cancelled' })
  await expectMix(agent, 'single')
  await expect.poll(() => hears(citizen.page, tones.agent)).toBeGreaterThan(heard)

  await reach(house, 'transfer')
  await expectMix(agent, 'none')
  await expectHeard(house, { agent: [], citizen: ['expert'], expert: ['citizen'] })
})

test('who does not answer makes place for the next; when nobody does, the caller is back with a reason', async ({
  context,
}) => {
  const house = await openTalk(context, site)
  const { agent, citizen, expert } = house
  expect(
    await agent.send({
      op: 'reach',
      purpose: 'consult',
      targets: [{ number: '9005', name: '' }, { number: '9004', name: '' }, expertEntry],
    }),
  ).toBe('done')
  await expert.expectLeg({ state: 'offered' })
  expect((await together(agent)).reaching).toMatchObject({ target: '9001', at: 2, of: 3 })
  expect(await expert.send({ op: 'reject', legId: await expert.legId() })).toBe('done')
  await expect
    .poll(async () => (await together(agent)).trouble)
    .toEqual({ act: 'consult', reason: 'rejected', tried: 3 })
  await expectMix(agent, 'single')
  await expect.poll(() => hears(citizen.page, tones.agent)).toBeGreaterThan(heard)
  expect(await agent.send({ op: 'dismiss-trouble' })).toBe('done')
  expect((await together(agent)).trouble).toBeNull()
})

test('a blind transfer sends the caller on, and brings it back when nobody takes it', async ({ context }) => {
  const house = await openTalk(context, site)
  const { agent, citizen, expert } = house
  const legId = await idOf(agent, '13820000001')
  expect(await agent.send({ op: 'hand-over', legId, target: '9005' })).toBe('done')
  expect((await together(agent)).trouble).toMatchObject({ act: 'hand-over', reason: 'no-answer' })
  await expectMix(agent, 'single')
  await expect.poll(() => hears(citizen.page, tones.agent)).toBeGreaterThan(heard)

  const handed = agent.send({ op: 'hand-over', legId, target: '9001' })
  await answered(expert)
  expect(await handed).toBe('done')
  await expectHeard(house, { agent: [], citizen: ['expert'], expert: ['citizen'] })
})

test('ended for all, nobody stays', async ({ context }) => {
  const house = await openTalk(context, site)
  await reach(house, 'conference')
  await expectMix(house.agent, 'conference')
  expect(await house.agent.send({ op: 'end-all' })).toBe('done')
  await house.citizen.expectLeg({ state: 'ended' })
  await house.expert.expectLeg({ state: 'ended' })
})
