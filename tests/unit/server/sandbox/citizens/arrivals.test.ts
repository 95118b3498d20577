import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type Arrivals,
  arrive,
  callEnded,
  noArrivals,
  sandboxArrivals,
  seatsReady,
  untilNext,
} from '#server/sandbox/citizens/arrivals.rules.ts'
import { seededRandom } from '#server/sandbox/citizens/random.ts'

const rules = sandboxArrivals

/** Times of calls in `until` ms with `n` seats ready from 0 on, each call over at once. */
function callsWith(n: number, until: number, seed: number) {
  const random = seededRandom(seed)
  const calls: number[] = []
  let state: Arrivals = seatsReady(rules, noArrivals(0), { n, at: 0, random })
  for (let at = untilNext(rules, state); at <= until; at += untilNext(rules, state)) {
    const { calls: one, after } = arrive(rules, state, { at, random })
    if (one) calls.push(at)
    state = one ? callEnded(rules, after, at) : after
  }
  return calls
}

describe('when citizens call', () => {
  it('the first comes within 5 s of the first ready seat, the next ones every 20 to 40 s', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const calls = callsWith(1, 300_000, seed)
        expect(calls[0]).toBeLessThanOrEqual(3000)
        const gaps = calls.slice(1).map((at, index) => at - (calls[index] ?? 0))
        expect(Math.min(...gaps)).toBeGreaterThanOrEqual(20_000)
        expect(Math.max(...gaps)).toBeLessThanOrEqual(40_001)
      }),
    )
  })

  it('comes within 5 s too when many seats become ready at once, then as often as there are seats', () => {
    const calls = callsWith(10, 300_000, 7)
    expect(calls[0]).toBeLessThanOrEqual(3000)
    expect(calls.length).toBeGreaterThan(75)
    expect(calls.length).toBeLessThan(150)
  })

  it('counts only time in which a seat is ready', () => {
    const random = seededRandom(1)
    let state = seatsReady(rules, noArrivals(0), { n: 1, at: 0, random })
    state = arrive(rules, state, { at: 3000, random }).after
    state = seatsReady(rules, state, { n: 0, at: 3000, random })
    expect(untilNext(rules, state)).toBe(Number.POSITIVE_INFINITY)
    expect(arrive(rules, state, { at: 600_000, random }).calls).toBe(false)
    state = seatsReady(rules, state, { n: 1, at: 600_000, random })
    expect(untilNext(rules, state)).toBeGreaterThanOrEqual(20_000)
  })

  it('never lets more call at once than allowed', () => {
    const random = seededRandom(3)
    let state = seatsReady(rules, noArrivals(0), { n: 500, at: 0, random })
    for (let at = 0; at < 100_000; at += 10) state = arrive(rules, state, { at, random }).after
    expect(state.live).toBe(rules.most)
    expect(untilNext(rules, state)).toBe(Number.POSITIVE_INFINITY)
    expect(untilNext(rules, callEnded(rules, state, 100_000))).toBeLessThanOrEqual(80)
  })
})
