import { between, type Random } from './random.ts'

/** When the next citizen calls. `owed` grows with time and ready seats; at 1 one calls. */
export interface Arrivals {
  readonly ready: number
  readonly live: number
  readonly owed: number
  /** Milliseconds of one ready seat's time that the next call costs. */
  readonly price: number
  /** Up to when `owed` is reckoned. */
  readonly at: number
  readonly begun: boolean
}

export interface ArrivalRules {
  /** Calls up at once, waiting ones too. */
  readonly most: number
  /** From the first ready seat to the first call, ms. */
  readonly first: readonly [least: number, most: number]
  /** Between two calls, ms of a ready seat. */
  readonly every: readonly [least: number, most: number]
}

/** The sandbox's promise: the first within 5 s (dialling and ringing included), then one per ready seat every 20-40 s. */
export const sandboxArrivals: ArrivalRules = { most: 16, first: [1000, 3000], every: [20_000, 40_000] }

export const noArrivals = (at: number): Arrivals => ({ ready: 0, live: 0, owed: 0, price: 1, at, begun: false })

/** Brings the reckoning to `at`. Nothing is owed for time in which no seat was ready or the most were up. */
function reckoned(rules: ArrivalRules, before: Arrivals, at: number): Arrivals {
  const seats = before.live < rules.most ? before.ready : 0
  const owed = Math.min(1, before.owed + (seats * Math.max(0, at - before.at)) / before.price)
  return { ...before, owed, at: Math.max(at, before.at) }
}

/** The number of ready seats changed. */
export function seatsReady(
  rules: ArrivalRules,
  before: Arrivals,
  change: { n: number; at: number; random: Random },
): Arrivals {
  const now = { ...reckoned(rules, before, change.at), ready: change.n }
  return now.begun || change.n === 0
    ? now
    : { ...now, begun: true, price: change.n * between(change.random, ...rules.first) }
}

/** A call ended. */
export const callEnded = (rules: ArrivalRules, before: Arrivals, at: number): Arrivals => ({
  ...reckoned(rules, before, at),
  live: before.live - 1,
})

/** Whether one calls now, and the state after it. */
export function arrive(
  rules: ArrivalRules,
  before: Arrivals,
  now: { at: number; random: Random },
): { calls: boolean; after: Arrivals } {
  const reached = reckoned(rules, before, now.at)
  // A hair less than 1: the time to wait was rounded to whole milliseconds.
  if (reached.owed < 1 - 1e-6 || reached.ready === 0) return { calls: false, after: reached }
  return {
    calls: true,
    after: { ...reached, live: reached.live + 1, owed: 0, price: between(now.random, ...rules.every) },
  }
}

/** Milliseconds until the next call if nothing changes; infinite when none will come. */
export function untilNext(rules: ArrivalRules, state: Arrivals): number {
  if (state.ready === 0 || state.live >= rules.most) return Number.POSITIVE_INFINITY
  return Math.ceil(((1 - state.owed) * state.price) / state.ready)
}
