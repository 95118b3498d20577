import { expect } from '@playwright/test'
import { createParty, type Party } from '#server/sandbox/party/party.ts'
import type { PartyCall } from '#server/sandbox/party/party-call.ts'
import { record, toneLevel, toneSource } from '../tones.ts'
import { type BuiltPage, scriptedQueue } from './call-site.ts'
import { domain, type EdgeSite, password, startEdgeSite } from './edge-site.ts'
import type { PhonePage } from './phone-page.ts'

const citizenTone = 1000
const expertEntry = { number: '9001', name: '秦海川' }

/** Those who call a seat all day long, in Node: a citizen, and an expert who answers. */
export interface ShiftPeople {
  readonly citizen: Party
  readonly expert: Party
  /** The expert's calls, oldest first. */
  readonly consulted: PartyCall[]
  readonly site: EdgeSite
  /** Sends the caller who waits to the seat. */
  readonly serve: () => void
  close(): Promise<void>
}

/** An edge with a queue before seat 8001, and the people; `page`: what else its server shows. */
export async function openPeople(page?: BuiltPage): Promise<ShiftPeople> {
  const queue = scriptedQueue('8001', domain)
  const site = await startEdgeSite({ elements: new Map([['12345', queue.element]]), ...(page ? { page } : {}) })
  const consulted: PartyCall[] = []
  const party = (user: string, onIncoming?: (call: PartyCall) => void) =>
    createParty({ url: site.sip, user, domain, password, ...(onIncoming ? { onIncoming } : {}) })
  const citizen = party('citizen-14200001234')
  const expert = party('9001', (call) => {
    consulted.push(call)
    void call.answer()
  })
  await Promise.all([citizen.register(), expert.register()])
  return {
    citizen,
    expert,
    consulted,
    site,
    serve: queue.serve,
    async close() {
      await Promise.all([citizen.dispose(), expert.dispose()])
      await site.close()
    },
  }
}

const legOf = async (seat: PhonePage, number: string) =>
  (await seat.snapshot()).legs.findLast(({ remote }) => remote.number === number)
const idOf = async (seat: PhonePage, number: string) => (await legOf(seat, number))?.id ?? 'none'
const expectMix = (seat: PhonePage, mix: string) =>
  expect.poll(async () => (await seat.snapshot()).together.mix, { intervals: [10], timeout: 20_000 }).toBe(mix)
/** The seat's own meter shows sound of the leg. */
const expectSound = (seat: PhonePage, legId: string) =>
  expect
    .poll(
      () => seat.page.evaluate((id) => window.phone.levels()?.legs.find((leg) => leg.id === id)?.level ?? 0, legId),
      { intervals: [10], timeout: 20_000 },
    )
    .toBeGreaterThan(0.05)

/** The expert is asked, comes into the talk, hears the citizen, and is dropped. */
async function consult(seat: PhonePage, consulted: readonly PartyCall[]): Promise<void> {
  expect(await seat.send({ op: 'reach', purpose: 'consult', targets: [expertEntry] })).toBe('done')
  await expectMix(seat, 'consult')
  expect(await seat.send({ op: 'merge' })).toBe('done')
  await expectMix(seat, 'conference')
  const expert = consulted.at(-1)
  if (!expert) throw new Error('Nobody was consulted.')
  await expect
    .poll(async () => toneLevel(await record(expert.onAudio, { ms: 100, skipMs: 0 }), citizenTone), {
      intervals: [10],
      timeout: 20_000,
    })
    .toBeGreaterThan(-30)
  expect(await seat.send({ op: 'hang-up', legId: await idOf(seat, '9001') })).toBe('done')
  await expectMix(seat, 'single')
}

export interface ShiftCall {
  /** An expert is consulted, comes into the talk and is dropped. */
  readonly expert: boolean
  readonly hangUp: 'here' | 'there'
  /** Done before the end, with the caller alone. */
  readonly meanwhile?: () => Promise<void>
}

/** One call of a shift: it rings, is answered and heard, held and resumed, and hung up. */
export async function takeCall(
  seat: PhonePage,
  { citizen, consulted, serve }: ShiftPeople,
  wish: ShiftCall,
): Promise<void> {
  const call = await citizen.call('12345')
  serve()
  call.sendAudio(toneSource(citizenTone))
  await seat.expectLeg({ state: 'offered' })
  const legId = await seat.legId()
  expect(await seat.send({ op: 'answer', legId })).toBe('done')
  await expectSound(seat, legId)
  expect(await seat.send({ op: 'hold', legId })).toBe('done')
  expect(await seat.send({ op: 'resume', legId })).toBe('done')
  if (wish.expert) await consult(seat, consulted)
  await wish.meanwhile?.()
  if (wish.hangUp === 'here') expect(await seat.send({ op: 'hang-up', legId })).toBe('done')
  else await call.hangUp()
  await expectMix(seat, 'none')
  await expect.poll(async () => (await legOf(seat, '14200001234'))?.state, { intervals: [10] }).not.toBe('ending')
}
