import { type BrowserContext, expect, test } from '@playwright/test'
import type { MonitorMode } from '#shared/seat/monitor.rules.ts'
import { personHears } from '../support/page-ear.ts'
import { type EdgeSite, startEdgeSite } from '../support/phone-harness/edge-site.ts'
import { callUp, PhonePage } from '../support/phone-harness/phone-page.ts'

let site: EdgeSite
test.beforeAll(async () => {
  site = await startEdgeSite({
    admitMonitor: ({ caller, dialled, ticket }) =>
      caller === '7001' && dialled === '8001' && ticket === 'good' ? 'listen' : null,
  })
})
test.afterAll(() => site.close())

const heard = -25
const silent = -50
const caller = 'citizen-13820000001'
const tones = { agent: 440, citizen: 1000, lead: 1700 } as const
type Who = keyof typeof tones
type House = Readonly<Record<Who, PhonePage>>

async function openTalk(context: BrowserContext): Promise<House> {
  const open = (user: string, tone: number) => PhonePage.open(context, site, { user, tone })
  const [agent, citizen, lead] = await Promise.all([
    open('8001', tones.agent),
    open(caller, tones.citizen),
    open('7001', tones.lead),
  ])
  await Promise.all([agent, citizen, lead].map((phone) => phone.register()))
  await callUp(agent, citizen, caller)
  return { agent, citizen, lead }
}

async function expectHeard(house: House, wanted: Readonly<Record<Who, readonly Who[]>>) {
  for (const who of ['agent', 'citizen', 'lead'] as const)
    for (const from of ['agent', 'citizen', 'lead'] as const) {
      const level = expect.poll(() => personHears(house[who].page, tones[from]), { message: `${who} hears ${from}` })
      if (wanted[who].includes(from)) await level.toBeGreaterThan(heard)
      else await level.toBeLessThan(silent)
    }
}

const leadLeg = async ({ agent }: House) =>
  (await agent.snapshot()).legs.find(({ role, state }) => role !== 'party' && state === 'established')
const setMode = async (house: House, role: MonitorMode) => {
  const legId = (await leadLeg(house))?.id ?? 'none'
  expect(await house.agent.send({ op: 'set-role', legId, role })).toBe('done')
}

test('a lead listens unheard, whispers to the agent alone, talks with all, and is sent home with the call', async ({
  context,
}) => {
  const house = await openTalk(context)
  const { agent, citizen, lead } = house
  expect(await lead.send({ op: 'listen-in', target: '8001', ticket: 'good' })).toBe('done')
  await lead.expectLeg({ state: 'established' })
  await expect.poll(async () => (await leadLeg(house))?.role).toBe('listen')
  expect((await agent.snapshot()).together.mix).toBe('single')
  await expectHeard(house, { agent: ['citizen'], citizen: ['agent'], lead: ['agent', 'citizen'] })
  await setMode(house, 'whisper')
  await expectHeard(house, { agent: ['citizen', 'lead'], citizen: ['agent'], lead: ['agent', 'citizen'] })
  await setMode(house, 'barge')
  await expectHeard(house, { agent: ['citizen', 'lead'], citizen: ['agent', 'lead'], lead: ['agent', 'citizen'] })
  await setMode(house, 'listen')
  await expectHeard(house, { agent: ['citizen'], citizen: ['agent'], lead: ['agent', 'citizen'] })
  // For the hall nobody has called anybody.
  expect(site.events.filter((event) => 'seat' in event && event.seat === '7001')).toEqual([])

  await citizen.send({ op: 'hang-up', legId: await citizen.legId() })
  await lead.expectLeg({ state: 'ended' })
})

test('nobody is let in without a ticket that is good, nor into a desk without a call', async ({ context }) => {
  const house = await openTalk(context)
  const { citizen, lead, agent } = house
  expect(await lead.send({ op: 'listen-in', target: '8001', ticket: 'bad' })).toBe('done')
  await lead.expectLeg({ state: 'ended', endReason: 'refused' })
  expect((await agent.snapshot()).legs).toHaveLength(1)
  await citizen.send({ op: 'hang-up', legId: await citizen.legId() })
  await agent.expectLeg({ state: 'ended' })
  expect(await lead.send({ op: 'listen-in', target: '8001', ticket: 'good' })).toBe('done')
  await lead.expectLeg({ state: 'ended', endReason: 'no-answer' })
})

test('a lead takes a call over: the caller goes on with the lead, and for the hall the call is the lead’s', async ({
  context,
}) => {
  const house = await openTalk(context)
  const { agent, lead } = house
  expect(await lead.send({ op: 'listen-in', target: '8001', ticket: 'good' })).toBe('done')
  await expect.poll(async () => (await leadLeg(house))?.role).toBe('listen')
  expect(await agent.send({ op: 'yield', legId: (await leadLeg(house))?.id ?? 'none' })).toBe('done')
  await expectHeard(house, { agent: [], citizen: ['lead'], lead: ['citizen'] })
  await expect
    .poll(() => site.events.filter(({ type }) => type === 'transferred').at(-1))
    .toMatchObject({ from: '8001', seat: '7001' })
  await lead.expectLeg({ state: 'established', remote: { name: '', number: '13820000001' } })
})
