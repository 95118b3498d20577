import { type BrowserContext, expect } from '@playwright/test'
import { personHears } from '../page-ear.ts'
import type { EdgeSite } from './edge-site.ts'
import { callUp, PhonePage } from './phone-page.ts'

/** dB: a tone that is certainly heard, and one that certainly is not. */
export const heard = -25
export const silent = -50
export const caller = 'citizen-13820000001'
export const expertEntry = { number: '9001', name: '秦海川' }
export const tones = { agent: 440, citizen: 1000, expert: 1700 } as const

/** Three phones, each of which hums a tone of its own. */
export interface House {
  readonly agent: PhonePage
  readonly citizen: PhonePage
  readonly expert: PhonePage
}

/** An agent who talks with a citizen, and an expert who is there. */
export async function openTalk(
  context: BrowserContext,
  site: EdgeSite,
  agentQuery: { memory?: boolean } = {},
): Promise<House> {
  const open = (user: string, tone: number, more: { memory?: boolean } = {}) =>
    PhonePage.open(context, site, { user, tone, ...more })
  const [agent, citizen, expert] = await Promise.all([
    open('8001', tones.agent, agentQuery),
    open(caller, tones.citizen),
    open('9001', tones.expert),
  ])
  await Promise.all([agent, citizen, expert].map((phone) => phone.register()))
  await callUp(agent, citizen, caller)
  return { agent, citizen, expert }
}

/** What the phone says of its parties together. */
export const together = async (phone: PhonePage) => (await phone.snapshot()).together
/** The leg with a number. */
export const legOf = async (phone: PhonePage, number: string) =>
  (await phone.snapshot()).legs.find(({ remote }) => remote.number === number)
/** Its id. */
export const idOf = async (phone: PhonePage, number: string): Promise<string> =>
  (await legOf(phone, number))?.id ?? 'none'
/** It rings there, and is answered. */
export const answered = async (phone: PhonePage) => {
  await phone.expectLeg({ state: 'offered' })
  expect(await phone.send({ op: 'answer', legId: await phone.legId() })).toBe('done')
}
/** Calls the expert in, and both are there. */
export async function reach({ agent, expert }: House, purpose: 'consult' | 'conference' | 'transfer') {
  expect(await agent.send({ op: 'reach', purpose, targets: [expertEntry] })).toBe('done')
  await answered(expert)
}
/** Waits until the parties are mixed so. */
export const expectMix = (phone: PhonePage, mix: string) =>
  expect.poll(async () => (await together(phone)).mix, { intervals: [20] }).toBe(mix)

/** Who of the others each party hears. */
export async function expectHeard(house: House, wanted: Readonly<Record<keyof House, readonly (keyof House)[]>>) {
  for (const who of ['agent', 'citizen', 'expert'] as const)
    for (const from of ['agent', 'citizen', 'expert'] as const) {
      const level = expect.poll(() => personHears(house[who].page, tones[from]), { message: `${who} hears ${from}` })
      if (wanted[who].includes(from)) await level.toBeGreaterThan(heard)
      else await level.toBeLessThan(silent)
    }
}

/** Everybody hears everybody else. */
export const all = { agent: ['citizen', 'expert'], citizen: ['agent', 'expert'], expert: ['agent', 'citizen'] } as const
