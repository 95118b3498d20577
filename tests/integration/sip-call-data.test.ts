import { afterEach, describe, expect, it, vi } from 'vitest'
import type { PartyCall } from '#server/sandbox/party/party-call.ts'
import type { CallDataPort } from '#server/sip/edge-options.ts'
import { encodeCallData, parseCallData } from '#shared/contract/call-data.schema.ts'
import type { CallData } from '#shared/telephony/call-data.ts'
import { createFakeClock } from '#tests/support/fake-clock.ts'
import { type House, type HouseOptions, openHouse } from '#tests/support/sip-house.ts'

const hotline = 'citizen-64012'
const data: CallData = {
  callId: 'c1',
  city: '120000',
  matter: '190305',
  place: '120102',
  urgency: 'urgent',
  language: '',
  ticketNo: '',
  confidential: false,
}
const hex = encodeCallData(data) ?? ''
const header = `${hex};purpose=lianxian-call;encoding=hex`
const forged = `User-to-User: ${encodeCallData({ ...data, city: '110000' })};purpose=lianxian-call;encoding=hex`

let house: House
let asked: { seat: string; about: string }[]
let refused: string[]
/** Calls that were made, and those that were taken. */
const placed: PartyCall[] = []
const taken: (readonly PartyCall[])[] = []
afterEach(async () => {
  // One end of each hangs up: two BYEs that cross are not what is tested here.
  for (const call of placed.splice(0)) if (call.state.kind === 'established') await call.hangUp()
  for (const call of taken.splice(0).flat()) await until(call, 'ended')
  await house.close()
  expect(house.errors).toEqual([])
})

async function open(of: CallDataPort['of'] = async () => hex, more: HouseOptions = {}) {
  asked = []
  refused = []
  house = await openHouse({
    callData: {
      isHotline: (user) => user === hotline,
      of(ask) {
        asked.push(ask)
        return of(ask)
      },
    },
    queue: {
      readCallData(given) {
        const read = parseCallData(given)
        if (!read) refused.push(given)
        return read
      },
    },
    ...more,
  })
}

const soon = (hold: () => void) => vi.waitFor(hold, { timeout: 10_000, interval: 20 })
const until = (call: PartyCall | undefined, kind: PartyCall['state']['kind']) =>
  soon(() => expect(call?.state.kind).toBe(kind))
/** A party that answers all; its calls. */
async function answering(user: string): Promise<PartyCall[]> {
  const calls = await house.answering(user)
  taken.push(calls)
  return calls
}
/** A call that is hung up at the end. */
async function place(user: string, ...to: Parameters<ReturnType<House['party']>['call']>): Promise<PartyCall> {
  const call = await house.party(user).call(...to)
  placed.push(call)
  return call
}
const userToUser = (call: PartyCall | undefined) => call?.header('User-to-User') ?? null
const trail = () => house.events.filter(({ type }) => type === 'data-sent')

/** A citizen whom seat 8001 has answered. */
async function talking() {
  const calls = await answering('8001')
  house.seatIsReady('8001')
  const citizen = await place('citizen-13800000001', '12345')
  await until(citizen, 'established')
  const [seat] = calls
  if (!seat) throw new Error('nobody answered')
  await until(seat, 'established')
  return { citizen, seat }
}

describe('A call that leaves for another city’s hotline', () => {
  it('takes its data along when a seat consults there about its caller, and that is on the trail', async () => {
    await open()
    const { seat } = await talking()
    const there = await answering(hotline)
    const consult = await place('8001', '64012', [`X-Lianxian-About: ${seat.sipCallId}`, forged])
    await until(consult, 'established')
    expect(userToUser(there[0])).toBe(header)
    expect(asked).toEqual([{ seat: '8001', about: seat.sipCallId }])
    expect(trail()).toMatchObject([{ callId: house.events[0]?.callId, seat: '8001', target: '64012' }])
  })

  it('takes them along when the caller is sent there, whatever the caller’s phone says itself', async () => {
    await open()
    const { citizen, seat } = await talking()
    const there = await answering(hotline)
    expect(await seat.refer('64012')).toBe(200)
    await seat.hangUp()
    await until(there[0], 'established')
    expect(userToUser(there[0])).toBe(header)
    expect(asked).toMatchObject([{ seat: '8001', about: seat.sipCallId }])
    expect(trail()).toMatchObject([{ callId: house.events[0]?.callId, seat: '8001', target: '64012' }])
    await citizen.hangUp()
  })

  it('goes without them where there are none, where they cannot be had, and to nobody else', async () => {
    await open(async () => null)
    const { seat } = await talking()
    const about = `X-Lianxian-About: ${seat.sipCallId}`
    const there = await answering(hotline)
    const elsewhere = await answering('citizen-64099')
    const colleague = await answering('8002')
    const calls = [
      await place('8001', '64012', [about, forged]),
      await place('8001', '64099', [about, forged]),
      await place('8001', '8002', [about, forged]),
    ]
    for (const call of calls) await until(call, 'established')
    expect([there, elsewhere, colleague].map(([call]) => userToUser(call))).toEqual([null, null, null])
    expect(asked).toHaveLength(1)
    expect(trail()).toEqual([])
  })

  it('does not wait for them longer than a second', async () => {
    const clock = createFakeClock()
    await open(() => new Promise(() => {}), { clock })
    const there = await answering(hotline)
    const call = await place('8001', '64012', ['X-Lianxian-About: none'])
    await soon(() => expect(asked).toHaveLength(1))
    expect(there).toEqual([])
    clock.advance(1000)
    await until(call, 'established')
    expect(userToUser(there[0])).toBeNull()
  })

  it('that is given up meanwhile does not ring, and nothing is said to have left', async () => {
    let give = (_hex: string | null) => {}
    await open(() => new Promise((resolve) => (give = resolve)))
    const there = await answering(hotline)
    const { seat } = await talking()
    const call = await place('8001', '64012', [`X-Lianxian-About: ${seat.sipCallId}`])
    await soon(() => expect(asked).toHaveLength(1))
    await call.hangUp()
    await soon(() => expect(call.state.kind).toBe('ended'))
    give(hex)
    await new Promise(setImmediate)
    expect(there).toEqual([])
    expect(trail()).toEqual([])
  })
})

describe('A call that comes to the hotline', () => {
  const bring = async (user: string, value: string) => {
    const calls = await answering('8001')
    house.seatIsReady('8001')
    const call = await place(user, '12345', [`User-to-User: ${value}`])
    await until(call, 'established')
    const queued = house.events.find(({ type }) => type === 'queued')
    return { queued, atSeat: userToUser(calls[0]) }
  }

  it('from another city’s hotline says what it is about; the seat’s phone is not told', async () => {
    await open()
    const { queued, atSeat } = await bring(hotline, header)
    expect(queued).toMatchObject({ cameWith: data })
    expect(atSeat).toBeNull()
  })

  it('from a citizen says nothing, whatever its phone sends', async () => {
    await open()
    const { queued, atSeat } = await bring('citizen-13800000009', header)
    expect(queued).not.toHaveProperty('cameWith')
    expect(atSeat).toBeNull()
    expect(refused).toEqual([])
  })

  it('goes on where what came with it is garbage', async () => {
    await open()
    const { queued } = await bring(hotline, 'c0ffee;purpose=lianxian-call;encoding=hex')
    expect(queued).not.toHaveProperty('cameWith')
    expect(refused).toEqual(['c0ffee'])
  })
})
