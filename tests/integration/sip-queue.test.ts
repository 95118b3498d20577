import { afterEach, describe, expect, it, vi } from 'vitest'
import type { PartyCall, PartyCallState } from '#server/sandbox/party/party-call.ts'
import { type House, type HouseOptions, openHouse } from '#tests/support/sip-house.ts'

let house: House
afterEach(async () => {
  await house.close()
  expect(house.errors).toEqual([])
})

const open = async (options: HouseOptions = {}) => {
  house = await openHouse(options)
}

/** A registered seat that does what it is told with each call. */
async function seatThat(user: string, does: (call: PartyCall) => unknown): Promise<PartyCall[]> {
  const calls: PartyCall[] = []
  const party = house.party(user, {
    onIncoming(call) {
      calls.push(call)
      void does(call)
    },
  })
  expect(await party.register()).toEqual({ ok: true })
  return calls
}

async function citizenCalls(user: string): Promise<{ call: PartyCall; states: PartyCallState[] }> {
  const states: PartyCallState[] = []
  const call = await house.party(user).call('12345')
  call.states.on((state) => void states.push(state))
  await vi.waitFor(() => expect(call.state.kind).toBe('queued'))
  return { call, states }
}

const kinds = () => house.events.map((event) => event.type)

describe('the queue', () => {
  it('tells each caller its place, and the new one when somebody before it leaves', async () => {
    await open()
    const first = await citizenCalls('citizen-13800000001')
    const second = await citizenCalls('citizen-13800000002')
    const third = await citizenCalls('citizen-anna')
    expect([first, second, third].map(({ call }) => call.state)).toEqual([
      { kind: 'queued', position: 1 },
      { kind: 'queued', position: 2 },
      { kind: 'queued', position: 3 },
    ])
    expect(house.queue.snapshot().map(({ callerNumber, position }) => [callerNumber, position])).toEqual([
      ['13800000001', 1],
      ['13800000002', 2],
      [null, 3],
    ])
    await first.call.hangUp()
    await vi.waitFor(() => expect(third.call.state).toEqual({ kind: 'queued', position: 2 }))
    await vi.waitFor(() => expect(first.call.state).toEqual({ kind: 'ended', status: 487 }))
    expect(kinds()).toEqual(['queued', 'queued', 'queued', 'abandoned'])
  })

  it('says the place again while a call waits', async () => {
    await open({ queue: { repeatMs: 80 } })
    const { states } = await citizenCalls('citizen-1')
    await vi.waitFor(() => expect(states.length).toBeGreaterThan(3))
    expect(new Set(states.map((state) => JSON.stringify(state)))).toEqual(new Set(['{"kind":"queued","position":1}']))
  })

  it('gives the first call to the seat that is idle longest', async () => {
    await open()
    const busy = await seatThat('8001', (call) => call.answer())
    const idle = await seatThat('8002', (call) => call.answer())
    house.roster.ready.set('8001', 2000)
    house.roster.ready.set('8002', 1000)
    const call = await house.party('citizen-1').call('12345')
    await vi.waitFor(() => expect(call.state.kind).toBe('established'))
    expect([idle.length, busy.length]).toEqual([1, 0])
  })

  it('takes a call nobody answers back to its old place and asks the next seat', async () => {
    await open({ timings: { ringMs: 300 } })
    const silent = await seatThat('8001', () => {})
    house.seatIsReady('8001')
    const first = await house.party('citizen-1').call('12345')
    await vi.waitFor(() => expect(silent).toHaveLength(1))
    const second = await citizenCalls('citizen-2')
    expect(second.call.state).toEqual({ kind: 'queued', position: 1 })
    const since = house.queue.snapshot().map((waiting) => waiting.since)
    await vi.waitFor(() => expect(first.state).toEqual({ kind: 'queued', position: 1 }))
    await vi.waitFor(() => expect(second.call.state).toEqual({ kind: 'queued', position: 2 }))
    expect(silent[0]?.state.kind).toBe('ended')
    expect(house.queue.snapshot().map((waiting) => waiting.since)).toEqual(since)
    await seatThat('8002', (call) => call.answer())
    house.seatIsReady('8002')
    await vi.waitFor(() => expect(first.state.kind).toBe('established'))
    const callId = house.events[0]?.callId
    expect(house.events.filter((event) => event.callId === callId)).toMatchObject([
      { type: 'queued' },
      { type: 'offered', seat: '8001' },
      { type: 'declined', seat: '8001', cause: 'no-answer' },
      { type: 'offered', seat: '8002' },
      { type: 'answered', seat: '8002' },
    ])
  })

  it.each([
    [603, 'rejected'],
    [480, 'rejected'],
    [486, 'busy'],
    [600, 'busy'],
    [503, 'unreachable'],
  ] as const)('brings a call back that a seat refuses with %i: %s', async (status, cause) => {
    await open()
    await seatThat('8001', (call) => call.reject(status))
    house.seatIsReady('8001')
    const { call } = await citizenCalls('citizen-1')
    await vi.waitFor(() => expect(kinds()).toEqual(['queued', 'offered', 'declined']))
    expect(house.events[2]).toMatchObject({ seat: '8001', cause })
    await vi.waitFor(() => expect(call.state).toEqual({ kind: 'queued', position: 1 }))
  })

  it('brings a call back from a seat that is not registered', async () => {
    await open()
    house.seatIsReady('8001')
    await citizenCalls('citizen-1')
    expect(house.events).toMatchObject([
      { type: 'queued' },
      { type: 'offered' },
      { type: 'declined', seat: '8001', cause: 'unreachable' },
    ])
  })

  it('does not ask a seat at once again that has just declined the call', async () => {
    await open()
    const calls = await seatThat('8001', (call) => call.reject(486))
    house.seatIsReady('8001')
    await citizenCalls('citizen-1')
    await vi.waitFor(() => expect(kinds()).toContain('declined'))
    house.seatIsReady('8001')
    expect(house.roster.ready.has('8001')).toBe(true)
    expect(calls).toHaveLength(1)
  })

  it('gives up after the wait limit with 480', async () => {
    await open({ queue: { waitLimitMs: 200 } })
    const { states } = await citizenCalls('citizen-1')
    await vi.waitFor(() => expect(states.at(-1)).toEqual({ kind: 'ended', status: 480 }))
    expect(kinds()).toEqual(['queued', 'overflowed'])
    expect(house.queue.snapshot()).toEqual([])
  })

  it('counts a caller whose connection dies in the queue as abandoned', async () => {
    await open()
    const party = house.party('citizen-1')
    await party.call('12345')
    await vi.waitFor(() => expect(kinds()).toEqual(['queued']))
    party.cut()
    await vi.waitFor(() => expect(kinds()).toEqual(['queued', 'abandoned']))
  })

  it('stops ringing when the caller cancels, and counts it as abandoned', async () => {
    await open()
    const ringing = await seatThat('8001', () => {})
    house.seatIsReady('8001')
    const call = await house.party('citizen-1').call('12345')
    await vi.waitFor(() => expect(ringing).toHaveLength(1))
    await call.hangUp()
    await vi.waitFor(() => expect(ringing[0]?.state.kind).toBe('ended'))
    expect(kinds()).toEqual(['queued', 'offered', 'abandoned'])
  })

  it('stops ringing when the connection of the caller dies', async () => {
    await open()
    const ringing = await seatThat('8001', () => {})
    house.seatIsReady('8001')
    const party = house.party('citizen-1')
    await party.call('12345')
    await vi.waitFor(() => expect(ringing).toHaveLength(1))
    party.cut()
    await vi.waitFor(() => expect(ringing[0]?.state.kind).toBe('ended'))
    expect(kinds()).toEqual(['queued', 'offered', 'abandoned'])
  })

  it('brings the call back when the connection of the ringing seat dies', async () => {
    await open()
    const seat = house.party('8001')
    await seat.register()
    house.seatIsReady('8001')
    const { call } = await citizenCalls('citizen-1').catch(() => ({ call: undefined }))
    void call
    await vi.waitFor(() => expect(kinds()).toContain('offered'))
    seat.cut()
    await vi.waitFor(() => expect(kinds()).toEqual(['queued', 'offered', 'declined']))
    expect(house.events[2]).toMatchObject({ cause: 'unreachable' })
  })
})
