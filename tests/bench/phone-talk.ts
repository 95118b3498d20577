import type { PartyCall } from '#server/sandbox/party/party-call.ts'
import type { ShiftPeople } from '#tests/support/phone-harness/shift.ts'
import { toneSource } from '#tests/support/tones.ts'
import { type BenchPhone, type openOurs, until } from './bench-phone.ts'
import { partyHears, partyLoses, tones } from './tone-watch.ts'

/** Samples in ms, one a call. */
export interface CallSamples {
  readonly ring: number[]
  readonly voice: number[]
}

/** The citizen calls and waits in the queue, then rings at the seat. @returns ms from the edge's INVITE to the phone's word, and the call */
export async function ringOnce(phone: BenchPhone, people: ShiftPeople): Promise<{ ring: number; call: PartyCall }> {
  const call = await people.citizen.call('12345')
  await until(() => call.state.kind === 'queued')
  call.sendAudio(toneSource(tones.citizen))
  const known = (await phone.offers()).length
  const served = Date.now()
  people.serve()
  await until(async () => (await phone.offers()).length > known)
  return { ring: ((await phone.offers())[known] ?? Number.NaN) - served, call }
}

/** Rings, is answered, heard by both, and hung up. */
export async function measureCall(phone: BenchPhone, people: ShiftPeople, samples: CallSamples): Promise<void> {
  const { ring, call } = await ringOnce(phone, people)
  const citizen = partyHears(call, tones.seat)
  const seat = phone.page.evaluate(async (hertz) => (await window.firstTone?.(hertz)) ?? Number.NaN, tones.citizen)
  const pressed = await phone.answer()
  samples.ring.push(ring)
  samples.voice.push(Math.max(await citizen, await seat) - pressed)
  await hangUp(phone, call)
}

/** Ends the call, and waits until the citizen knows. */
export async function hangUp(phone: BenchPhone, call: PartyCall): Promise<void> {
  await phone.hangUp()
  await until(() => call.state.kind === 'ended')
}

type Ours = Awaited<ReturnType<typeof openOurs>>
const expertEntry = { number: '9001', name: '秦海川' }
const mixIs = async ({ phone }: Ours, mix: string) => until(async () => (await phone.snapshot()).together.mix === mix)

/** The expert is called in and talks with the agent, while the citizen waits. */
export async function consult(ours: Ours, people: ShiftPeople): Promise<PartyCall> {
  const known = people.consulted.length
  await ours.phone.send({ op: 'reach', purpose: 'consult', targets: [expertEntry] })
  await mixIs(ours, 'consult')
  await until(() => people.consulted.length > known)
  const expert = people.consulted.at(-1)
  if (!expert) throw new Error('Nobody was consulted.')
  expert.sendAudio(toneSource(tones.expert))
  await partyHears(expert, tones.seat)
  return expert
}

/** Merge pressed → citizen and expert hear each other and the agent, ms; the expert is dropped again. */
export async function measureMerge(ours: Ours, people: ShiftPeople, citizen: PartyCall): Promise<number> {
  const expert = await consult(ours, people)
  const heard = Promise.all([
    partyHears(citizen, tones.expert),
    partyHears(citizen, tones.seat),
    partyHears(expert, tones.citizen),
  ])
  const pressed = Date.now()
  await ours.phone.send({ op: 'merge' })
  const last = Math.max(...(await heard))
  const leg = (await ours.phone.snapshot()).legs.findLast(({ remote }) => remote.number === expertEntry.number)
  await ours.phone.send({ op: 'hang-up', legId: leg?.id ?? '' })
  await mixIs(ours, 'single')
  return last - pressed
}

/** Hold pressed → the citizen hears the agent no more, and the re-INVITE is agreed; resume pressed → hears it again. Milliseconds. */
export async function measureHold(ours: Ours, citizen: PartyCall) {
  const legId = await ours.phone.legId()
  const lost = partyLoses(citizen, tones.seat)
  const held = Date.now()
  await ours.phone.send({ op: 'hold', legId })
  const agreed = Date.now() - held
  const silent = (await lost) - held
  const back = partyHears(citizen, tones.seat)
  const resumed = Date.now()
  await ours.phone.send({ op: 'resume', legId })
  return { agreed, silent: Math.max(0, silent), back: (await back) - resumed }
}
