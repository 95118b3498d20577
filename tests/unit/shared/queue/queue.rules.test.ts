import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  bringBack,
  byIdleness,
  declinePauseMs,
  enqueue,
  nextOffer,
  offer,
  positionOf,
  type Queue,
  remove,
  waiting,
} from '#shared/queue/queue.rules.ts'

const seats = ['8001', '8002', '8003']
const step = fc.oneof(
  fc.record({ kind: fc.constant('arrive' as const) }),
  fc.record({ kind: fc.constantFrom('offer' as const, 'back' as const, 'leave' as const), pick: fc.nat(20) }),
)

/** Plays steps; arrivals are named by their number. */
function play(steps: readonly (typeof step extends fc.Arbitrary<infer S> ? S : never)[]) {
  let queue: Queue = []
  let arrivals = 0
  let now = 1000
  const since = new Map<string, number>()
  for (const one of steps) {
    now += 1
    if (one.kind === 'arrive') {
      const id = String(arrivals++)
      since.set(id, now)
      queue = enqueue(queue, id, now)
      continue
    }
    const call = queue[one.pick % Math.max(queue.length, 1)]
    if (!call) continue
    if (one.kind === 'offer' && call.offeredTo === null)
      queue = offer(queue, call.callId, seats[one.pick % 3] ?? '8001')
    if (one.kind === 'back') queue = bringBack(queue, call.callId, now)
    if (one.kind === 'leave') queue = remove(queue, call.callId)
  }
  return { queue, since, now }
}

describe('the queue', () => {
  it('keeps calls in order of arrival, with their first time, whatever happens to them', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const { queue, since } = play(steps)
        const ids = queue.map((call) => Number(call.callId))
        expect(ids).toEqual([...ids].sort((a, b) => a - b))
        for (const call of queue) expect(call.since).toBe(since.get(call.callId))
      }),
    )
  })

  it('numbers the waiting calls from 1 without gaps, and those that ring with 0', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const { queue } = play(steps)
        expect(waiting(queue).map((call) => positionOf(queue, call.callId))).toEqual(
          waiting(queue).map((_, i) => i + 1),
        )
        for (const call of queue) if (call.offeredTo !== null) expect(positionOf(queue, call.callId)).toBe(0)
      }),
    )
  })

  it('offers the first call that may be offered to the longest idle seat it may go to', () => {
    const ready = fc.uniqueArray(fc.record({ seat: fc.constantFrom(...seats), idleSince: fc.nat(50) }), {
      selector: ({ seat }) => seat,
    })
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), ready, fc.nat(20_000), (steps, free, later) => {
        const { queue, now } = play(steps)
        const at = now + later
        const may = (seat: string, declined: ReadonlyMap<string, number>) =>
          at - (declined.get(seat) ?? -Infinity) >= declinePauseMs
        const found = nextOffer(queue, free, at)
        const first = waiting(queue).find((call) => free.some(({ seat }) => may(seat, call.declinedBy)))
        expect(found?.callId).toBe(first?.callId)
        if (!found || !first) return
        const chosen = free.find(({ seat }) => seat === found.seat)
        expect(chosen && may(chosen.seat, first.declinedBy)).toBe(true)
        for (const other of free)
          if (may(other.seat, first.declinedBy)) expect(other.idleSince).toBeGreaterThanOrEqual(chosen?.idleSince ?? 0)
      }),
    )
  })

  it('asks the lower number of seats that are idle equally long', () => {
    const order = byIdleness([
      { seat: '8002', idleSince: 5 },
      { seat: '8003', idleSince: 1 },
      { seat: '8001', idleSince: 5 },
    ])
    expect(order.map(({ seat }) => seat)).toEqual(['8003', '8001', '8002'])
  })

  it('asks a seat that declined a call for the next call at once, and for this one after the pause', () => {
    let queue = offer(enqueue(enqueue([], 'a', 0), 'b', 1), 'a', '8001')
    queue = bringBack(queue, 'a', 100)
    const ready = [{ seat: '8001', idleSince: 0 }]
    expect(nextOffer(queue, ready, 101)).toEqual({ callId: 'b', seat: '8001' })
    expect(nextOffer(queue, ready, 100 + declinePauseMs)).toEqual({ callId: 'a', seat: '8001' })
  })

  it('has nothing to offer without calls or without seats', () => {
    expect(nextOffer([], [{ seat: '8001', idleSince: 0 }], 0)).toBeNull()
    expect(nextOffer(enqueue([], 'a', 0), [], 0)).toBeNull()
  })
})

describe('a call that has waited before', () => {
  it('stands by the time it first came, whoever came to this queue before it, and each keeps its own time', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(1000), { minLength: 1, maxLength: 30 }), (times) => {
        const queue = times.reduce<Queue>((line, since) => enqueue(line, String(since), since), [])
        expect(queue.map(({ since }) => since)).toEqual([...times].sort((a, b) => a - b))
        expect(queue.map(({ callId }) => Number(callId))).toEqual(queue.map(({ since }) => since))
      }),
    )
  })

  it('stands behind one that came in the same instant, so that nobody is overtaken by arriving', () => {
    expect(enqueue(enqueue([], 'a', 5), 'b', 5).map(({ callId }) => callId)).toEqual(['a', 'b'])
  })
})
