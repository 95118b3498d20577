import { afterEach, expect, it, vi } from 'vitest'
import type { PartyCall } from '#server/sandbox/party/party-call.ts'
import { type House, openHouse } from '#tests/support/sip-house.ts'

let house: House
afterEach(async () => {
  await house.close()
  expect(house.errors).toEqual([])
})

/** Waits for a condition; others may have the machine meanwhile. */
const soon = (hold: () => void) => vi.waitFor(hold, { timeout: 10_000, interval: 20 })
const until = (call: PartyCall | undefined, kind: PartyCall['state']['kind']) =>
  soon(() => expect(call?.state.kind).toBe(kind))

/** A citizen whom seat 8001 has answered. */
async function talking() {
  house = await openHouse()
  const calls = await house.answering('8001')
  house.seatIsReady('8001')
  const citizen = await house.party('citizen-13800000001').call('12345')
  await until(citizen, 'established')
  const [seat] = calls
  if (!seat) throw new Error('nobody answered')
  await until(seat, 'established')
  return { citizen, seat }
}

const eventTypes = () => house.events.map(({ type }) => type)
const positions = () => house.inner.snapshot().map(({ callerNumber, position }) => [callerNumber, position])

it('a caller sent to another queue waits there as the same call, before all who came to the hall later', async () => {
  const { citizen, seat } = await talking()
  const callId = house.events[0]?.callId
  // Somebody who came later, and whom another seat has sent to the same queue before.
  const others = await house.answering('8002')
  house.seatIsReady('8002')
  const later = await house.party('citizen-13800000002').call('12345')
  await until(later, 'established')
  void others[0]?.refer('66002')
  await soon(() => expect(positions()).toEqual([['13800000002', 1]]))

  void seat.refer('66002')
  await soon(() =>
    expect(positions()).toEqual([
      ['13800000001', 1],
      ['13800000002', 2],
    ]),
  )
  await seat.hangUp()
  await others[0]?.hangUp()
  expect(citizen.state.kind).toBe('established')

  const skilled = await house.answering('8201')
  house.skilledIsReady('8201')
  await soon(() => expect(skilled[0]?.state.kind).toBe('established'))
  await soon(() => expect(citizen.remoteUser).toBe('66002'))
  const own = house.events.filter((event) => event.callId === callId)
  expect(own.map((event) => [event.type, 'seat' in event ? event.seat : null])).toEqual([
    ['queued', null],
    ['offered', '8001'],
    ['answered', '8001'],
    ['requeued', null],
    ['ended', '8001'],
    ['offered', '8201'],
    ['answered', '8201'],
  ])
  expect(own.find(({ type }) => type === 'requeued')).toMatchObject({ from: '8001', queue: '外语' })
  await citizen.hangUp()
  await soon(() => expect(house.events.at(-1)).toMatchObject({ type: 'ended', seat: '8201', cause: 'caller' }))
})

it('a caller sent back to the hotline’s own queue goes on as the same call too', async () => {
  const { citizen, seat } = await talking()
  const next = await house.answering('8003')
  void seat.refer('12345')
  await soon(() => expect(eventTypes()).toContain('requeued'))
  await seat.hangUp()
  house.seatIsReady('8003')
  await soon(() => expect(next[0]?.state.kind).toBe('established'))
  expect(new Set(house.events.map(({ callId }) => callId)).size).toBe(1)
  await citizen.hangUp()
})

it('a caller who gives up in the second queue has abandoned the call, and nobody is left in it', async () => {
  const { citizen, seat } = await talking()
  void seat.refer('66002')
  await soon(() => expect(positions()).toHaveLength(1))
  await seat.hangUp()
  // Two connections: what the seat says may come behind what the citizen says.
  await soon(() => expect(eventTypes()).toContain('ended'))
  await citizen.hangUp()
  await soon(() => expect(eventTypes().at(-1)).toBe('abandoned'))
  expect(house.inner.snapshot()).toEqual([])
})

it('a caller sent on to somebody outside the hall is told of with the number', async () => {
  const { citizen, seat } = await talking()
  const outside = await house.answering('citizen-02287654321')
  expect(await seat.refer('02287654321')).toBe(200)
  await seat.hangUp()
  await until(outside[0], 'established')
  expect(citizen.state.kind).toBe('established')
  const sent = house.events.filter(({ type }) => type === 'sent-on')
  expect(sent).toMatchObject([{ callId: house.events[0]?.callId, from: '8001', target: '02287654321' }])
})

it('nobody comes into a queue beside the hotline’s by himself, neither a citizen nor a seat', async () => {
  house = await openHouse()
  for (const user of ['citizen-13800000003', '8001']) {
    const call = await house.party(user).call('66002')
    await soon(() => expect(call.state).toEqual({ kind: 'ended', status: 403 }))
  }
  expect(house.events).toEqual([])
})
