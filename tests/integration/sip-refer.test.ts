import { afterEach, describe, expect, it, vi } from 'vitest'
import type { PartyCall } from '#server/sandbox/party/party-call.ts'
import { type House, openHouse } from '#tests/support/sip-house.ts'
import { record, toneLevel, toneSource } from '#tests/support/tones.ts'

let house: House
afterEach(async () => {
  await house.close()
  expect(house.errors).toEqual([])
})

const established = (call: PartyCall | undefined) =>
  vi.waitFor(() => expect(call?.state.kind).toBe('established'), 5000)
const ended = (call: PartyCall | undefined) => vi.waitFor(() => expect(call?.state.kind).toBe('ended'), 5000)
const level = async (call: PartyCall, frequency: number) =>
  toneLevel(await record(call.onAudio, { ms: 300, skipMs: 300 }), frequency)

/** A party that lets it ring. */
async function ringing(user: string) {
  const calls: PartyCall[] = []
  await house.party(user, { onIncoming: (call) => void calls.push(call) }).register()
  const rings = () =>
    vi.waitFor(() => {
      const [call] = calls
      if (!call) throw new Error('it does not ring')
      return call
    }, 5000)
  return { rings }
}

/** Seat 8001 called a citizen, and consults 9001 meanwhile; both hum. */
async function consulting() {
  house = await openHouse()
  const citizen = await house.answering('citizen-13800000000')
  const expert = await house.answering('9001')
  const seat = house.party('8001')
  const main = await seat.call('13800000000')
  const consult = await seat.call('9001')
  for (const call of [main, consult]) await established(call)
  const [there] = citizen
  const [atExpert] = expert
  for (const call of [there, atExpert]) await established(call)
  if (!there || !atExpert) throw new Error('nobody answered')
  there.sendAudio(toneSource(440))
  atExpert.sendAudio(toneSource(660))
  return { seat, main, consult, there, atExpert }
}

describe('a call that is referred', () => {
  it('citizen to expert: takes the place of the consult, is the same call for both, and the seat is told 200', async () => {
    const { main, consult, there, atExpert } = await consulting()
    const before = there.sipCallId
    expect(await main.refer('9001', consult.replaces() ?? '')).toBe(200)
    await main.hangUp()
    await ended(consult)
    expect([there.state.kind, atExpert.state.kind]).toEqual(['established', 'established'])
    expect(there.sipCallId).toBe(atExpert.sipCallId)
    expect(there.sipCallId).not.toBe(before)
    expect(there.remoteUser).toBe('9001')
    expect(await level(there, 660)).toBeGreaterThan(-12)
    expect(await level(atExpert, 440)).toBeGreaterThan(-12)
    await there.hangUp()
    await ended(atExpert)
  })

  it('expert to citizen: takes the place of the seat in the call of the citizen', async () => {
    const { main, consult, there, atExpert } = await consulting()
    expect(await consult.refer('13800000000', main.replaces() ?? '')).toBe(200)
    await consult.hangUp()
    await ended(main)
    expect(await level(there, 660)).toBeGreaterThan(-12)
    expect(await level(atExpert, 440)).toBeGreaterThan(-12)
    await atExpert.hangUp()
    await ended(there)
  })

  it('is held no more once somebody else has it', async () => {
    const { main, consult, there } = await consulting()
    const holds: boolean[] = []
    there.onHold((held) => void holds.push(held))
    await main.hold()
    expect(await main.refer('9001', consult.replaces() ?? '')).toBe(200)
    expect(holds).toEqual([true, false])
  })

  it('to nobody: the refusal is told and the call goes on', async () => {
    const { main, consult, there } = await consulting()
    expect(await consult.refer('8009')).toBe(480)
    expect(await main.refer('9001', 'no-such-call;to-tag=a;from-tag=b')).toBe(403)
    main.sendAudio(toneSource(880))
    expect(await level(there, 880)).toBeGreaterThan(-12)
  })

  it('goes where it was sent though the seat hangs up at once', async () => {
    house = await openHouse()
    const calls = await house.answering('9001')
    const { rings } = await ringing('8002')
    const seat = house.party('8001')
    const here = await seat.call('9001')
    await established(here)
    const [there] = calls
    const told = here.refer('8002')
    const asked = await rings()
    await here.hangUp()
    expect(await told).toBeNull()
    await asked.answer()
    await vi.waitFor(() => expect(there?.remoteUser).toBe('8002'))
    expect(there?.state.kind).toBe('established')
  })

  it('is left by the one who was referred, when the seat does not hang up', async () => {
    const { main, consult, there } = await consulting()
    expect(await main.refer('9001', consult.replaces() ?? '')).toBe(200)
    await vi.waitFor(() => expect(main.state.kind).toBe('ended'), { timeout: 8000 })
    expect(there.state.kind).toBe('established')
  })

  it('is not referred a second time before the first is answered', async () => {
    house = await openHouse()
    const calls = await house.answering('9001')
    const { rings } = await ringing('8002')
    const here = await house.party('8001').call('9001')
    await established(here)
    const first = here.refer('8002')
    await rings()
    expect(await here.refer('8003')).toBe(491)
    await calls[0]?.hangUp()
    expect(await first).toBeNull()
  })
})

describe('the survey', () => {
  it('is reached by whom a seat sends, once, and told with the call it is about', async () => {
    const { main, there } = await consulting()
    const about = there.sipCallId
    const asked = await house.answering('survey')
    expect(await main.refer('survey')).toBe(200)
    await main.hangUp()
    expect(asked).toHaveLength(1)
    expect(house.edgeEvents).toContainEqual(
      expect.objectContaining({ type: 'sent', sipCallId: there.sipCallId, about, seat: '8001', target: 'survey' }),
    )
    const again = await house.party('citizen-13800000000').call('survey')
    await vi.waitFor(() => expect(again.state).toEqual({ kind: 'ended', status: 403 }))
  })

  it('is not reached by a seat that the citizen sends there', async () => {
    const { there } = await consulting()
    await house.answering('survey')
    expect(await there.refer('survey')).toBe(403)
  })
})

describe('keys', () => {
  it('are heard in order by the far end, and the sound goes on after them', async () => {
    const { main, there } = await consulting()
    const heard: string[] = []
    main.onKey((key) => void heard.push(key))
    there.press('159#')
    await vi.waitFor(() => expect(heard.join('')).toBe('159#'), { timeout: 3000 })
    expect(await level(main, 440)).toBeGreaterThan(-12)
  })
})
