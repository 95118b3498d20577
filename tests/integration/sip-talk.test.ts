import { afterEach, describe, expect, it, vi } from 'vitest'
import type { Party } from '#server/sandbox/party/party.ts'
import type { PartyCall } from '#server/sandbox/party/party-call.ts'
import { type House, type HouseOptions, openHouse } from '#tests/support/sip-house.ts'
import { record, toneLevel, toneSource } from '#tests/support/tones.ts'

let house: House
afterEach(async () => {
  await house.close()
  expect(house.errors).toEqual([])
})

interface Talk {
  readonly citizen: Party
  readonly seat: Party
  readonly there: PartyCall
  readonly here: PartyCall
}

/** A citizen talks with seat 8001. */
async function talk(options: HouseOptions = {}): Promise<Talk> {
  house = await openHouse(options)
  let here: PartyCall | undefined
  const seat = house.party('8001', {
    onIncoming(call) {
      here = call
      void call.answer()
    },
  })
  await seat.register()
  house.seatIsReady('8001')
  const citizen = house.party('citizen-13800000000')
  await citizen.register()
  const there = await citizen.call('12345')
  await vi.waitFor(() => expect([there.state.kind, here?.state.kind]).toEqual(['established', 'established']))
  if (!here) throw new Error('no call at the seat')
  return { citizen, seat, there, here }
}

const types = () => house.events.map((event) => event.type)
const ended = (call: PartyCall) => vi.waitFor(() => expect(call.state.kind).toBe('ended'))
/** Level of a tone in the next 300 ms of sound. */
const level = async (call: PartyCall, frequency: number) =>
  toneLevel(await record(call.onAudio, { ms: 300, skipMs: 300 }), frequency)

describe('an answered call', () => {
  it('ends at the seat when the citizen hangs up', async () => {
    const { there, here } = await talk()
    await there.hangUp()
    await ended(here)
    expect(house.events.at(-1)).toMatchObject({ type: 'ended', seat: '8001', cause: 'caller' })
  })

  it('ends at the citizen when the seat hangs up', async () => {
    const { there, here } = await talk()
    await here.hangUp()
    await ended(there)
    expect(house.events.at(-1)).toMatchObject({ type: 'ended', seat: '8001', cause: 'seat' })
  })

  it('is held and resumed by the seat, and the sound comes back both ways', async () => {
    const { there, here } = await talk()
    there.sendAudio(toneSource(440))
    here.sendAudio(toneSource(660))
    const holds: boolean[] = []
    there.onHold((held) => void holds.push(held))
    await here.hold()
    await vi.waitFor(() => expect(types().at(-1)).toBe('held'))
    await here.resume()
    await vi.waitFor(() => expect(types().at(-1)).toBe('resumed'))
    expect(holds).toEqual([true, false])
    expect(await level(here, 440)).toBeGreaterThan(-12)
    expect(await level(there, 660)).toBeGreaterThan(-12)
  })

  it('is not called held when the citizen holds', async () => {
    const { there } = await talk()
    await there.hold()
    expect(types()).toEqual(['queued', 'offered', 'answered'])
  })

  it('is ended on both sides by the edge when it is told to', async () => {
    const { there, here } = await talk()
    expect(house.edge.endCall(there.sipCallId)).toBe(true)
    await Promise.all([ended(there), ended(here)])
    expect(house.events.at(-1)).toMatchObject({ type: 'ended', seat: '8001', cause: 'edge' })
    expect(house.edge.endCall(there.sipCallId)).toBe(false)
  })
})

describe('a connection that dies in a call', () => {
  it('ends the other side when the seat does not come back in time', async () => {
    const { there, seat } = await talk({ timings: { graceMs: 300 } })
    seat.cut()
    await ended(there)
    expect(house.events.at(-1)).toMatchObject({ type: 'ended', seat: '8001', cause: 'failed' })
    expect(house.edgeEvents.map((event) => event.type)).toContain('party-lost')
  })

  it('ends the seat when the citizen does not come back in time', async () => {
    const { here, citizen } = await talk({ timings: { graceMs: 300 } })
    citizen.cut()
    await ended(here)
    expect(house.events.at(-1)).toMatchObject({ type: 'ended', seat: '8001', cause: 'failed' })
  })

  it('goes on when the party registers again: hang-up reaches it on its new connection', async () => {
    const { there, here, seat } = await talk({ timings: { graceMs: 1000 } })
    seat.cut()
    await vi.waitFor(() => expect(house.edgeEvents.at(-1)?.type).toBe('party-lost'))
    expect(await seat.register()).toEqual({ ok: true })
    await vi.waitFor(() => expect(house.edgeEvents.at(-1)?.type).toBe('party-back'))
    there.sendAudio(toneSource(440))
    expect(await level(here, 440)).toBeGreaterThan(-12)
    await there.hangUp()
    await ended(here)
    expect(types().at(-1)).toBe('ended')
  })

  it('goes on when the party sends a re-INVITE over its new connection', async () => {
    const { there, here, citizen } = await talk({ timings: { graceMs: 1000 } })
    citizen.cut()
    await vi.waitFor(() => expect(house.edgeEvents.at(-1)?.type).toBe('party-lost'))
    await citizen.connect()
    await there.resume()
    expect(house.edgeEvents.at(-1)?.type).toBe('party-back')
    await here.hangUp()
    await ended(there)
  })

  it('is no reason to keep a call whose seat registers without knowing it: the citizen is told', async () => {
    const { there, seat } = await talk({ timings: { leftGraceMs: 400 } })
    seat.cut()
    const reloaded = house.party('8001')
    expect(await reloaded.register()).toEqual({ ok: true })
    await ended(there)
    expect(house.edgeEvents.map((event) => event.type)).not.toContain('party-back')
  })

  it('is taken up again with Replaces by the reloaded seat, with sound, and its story goes on', async () => {
    const { there, here, seat } = await talk({ timings: { graceMs: 3000 } })
    const replaces = here.replaces()
    const before = there.sipCallId
    seat.cut()
    const reloaded = house.party('8001')
    expect(await reloaded.register()).toEqual({ ok: true })
    const again = await reloaded.call('13800000000', [`Replaces: ${replaces}`])
    await vi.waitFor(() => expect(again.state.kind).toBe('established'))
    await vi.waitFor(() => expect(there.sipCallId).toBe(again.sipCallId))
    expect(before).not.toBe(again.sipCallId)
    there.sendAudio(toneSource(440))
    expect(await level(again, 440)).toBeGreaterThan(-12)
    expect(there.state.kind).toBe('established')
    expect(types().slice(0, 3)).toEqual(['queued', 'offered', 'answered'])
    expect(types()).not.toContain('ended')
    await again.hangUp()
    await ended(there)
    expect(house.events.at(-1)).toMatchObject({ type: 'ended', seat: '8001', callId: house.events[0]?.callId })
  })

  it('does not keep the other side from hanging up meanwhile', async () => {
    const { there, seat } = await talk({ timings: { graceMs: 5000 } })
    seat.cut()
    await vi.waitFor(() => expect(house.edgeEvents.at(-1)?.type).toBe('party-lost'))
    await there.hangUp()
    await vi.waitFor(() => expect(types().at(-1)).toBe('ended'))
  })
})

describe('a registration that is ended', () => {
  it('closes the connection, and the seat is called no more', async () => {
    const { seat } = await talk()
    house.edge.endRegistration('8001')
    await vi.waitFor(() => expect(seat.connected).toBe(false))
    expect(house.edge.registrations().map((registration) => registration.user)).toEqual(['citizen-13800000000'])
    expect(house.edgeEvents).toContainEqual(
      expect.objectContaining({ type: 'unregistered', user: '8001', contacts: 0 }),
    )
  })
})

describe('a call of a seat', () => {
  it('reaches a citizen by number, with its story under one id', async () => {
    house = await openHouse()
    let there: PartyCall | undefined
    const citizen = house.party('citizen-13800000000', {
      onIncoming(call) {
        there = call
        void call.answer()
      },
    })
    await citizen.register()
    const here = await house.party('8001').call('13800000000')
    await vi.waitFor(() => expect(here.state.kind).toBe('established'))
    await vi.waitFor(() => expect(there?.state.kind).toBe('established'))
    await here.hangUp()
    await vi.waitFor(() => expect(there?.state.kind).toBe('ended'))
    expect(house.events).toMatchObject([
      { type: 'dialled', seat: '8001', target: '13800000000', sipCallId: here.sipCallId },
      { type: 'answered', seat: '8001' },
      { type: 'ended', seat: '8001', cause: 'seat' },
    ])
    expect(new Set(house.events.map((event) => event.callId)).size).toBe(1)
  })

  it('to the hotline is a call of the queue, told for the seat that takes it alone', async () => {
    house = await openHouse()
    const other = house.party('8002', { onIncoming: (call) => void call.answer() })
    await other.register()
    house.seatIsReady('8002')
    const here = await house.party('8001').call('12345')
    await vi.waitFor(() => expect(here.state.kind).toBe('established'))
    await here.hangUp()
    await vi.waitFor(() => expect(types()).toEqual(['queued', 'offered', 'answered', 'ended']))
    expect(house.events.slice(1)).toMatchObject([{ seat: '8002' }, { seat: '8002' }, { seat: '8002', cause: 'caller' }])
  })

  it('to nobody ends at once, and so does its story', async () => {
    house = await openHouse()
    const here = await house.party('8001').call('13800000000')
    await vi.waitFor(() => expect(here.state).toEqual({ kind: 'ended', status: 480 }))
    expect(house.events).toMatchObject([{ type: 'dialled' }, { type: 'ended', seat: '8001', cause: 'failed' }])
  })

  it('to another seat rings there, and both have it in their story', async () => {
    house = await openHouse()
    const other = house.party('9001', { onIncoming: (call) => void call.answer() })
    await other.register()
    const here = await house.party('8001').call('9001')
    await vi.waitFor(() => expect(here.state.kind).toBe('established'))
    await here.hangUp()
    await vi.waitFor(() => expect(types()).toEqual(['dialled', 'offered', 'answered', 'answered', 'ended', 'ended']))
  })

  it('rings all phones of a user, and the others stop when one is taken', async () => {
    house = await openHouse()
    let lost: PartyCall | undefined
    const slow = house.party('9001', {
      onIncoming(call) {
        lost = call
      },
    })
    await slow.register()
    const quick = house.party('9001', { onIncoming: (call) => void call.answer() })
    await quick.register()
    const here = await house.party('8001').call('9001')
    await vi.waitFor(() => expect(here.state.kind).toBe('established'))
    await vi.waitFor(() => expect(lost?.state.kind).toBe('ended'))
  })
})
