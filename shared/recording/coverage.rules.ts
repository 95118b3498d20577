/** A stretch of time, ms since the answer; `toMs` is not in it. */
export interface Stretch {
  readonly fromMs: number
  readonly toMs: number
}

/** Shorter holes are rounding, ms. */
const toleranceMs = 60

/**
 * What is missing: neither stored nor known to be quiet (on hold, muted).
 * @param known stored and quiet stretches in any order; they may overlap
 */
export function gapsIn(known: readonly Stretch[], endMs: number): Stretch[] {
  const gaps: Stretch[] = []
  let at = 0
  const end = { fromMs: endMs, toMs: endMs }
  for (const { fromMs, toMs } of [...known.toSorted((a, b) => a.fromMs - b.fromMs), end]) {
    const until = Math.min(fromMs, endMs)
    if (until - at > toleranceMs) gaps.push({ fromMs: at, toMs: until })
    at = Math.max(at, toMs)
    if (at >= endMs) break
  }
  return gaps
}

/** Stretches that touch become one. `stretches` in order. */
export function joined(stretches: readonly Stretch[]): Stretch[] {
  const whole: Stretch[] = []
  for (const next of stretches) {
    const last = whole.at(-1)
    if (last && next.fromMs - last.toMs <= toleranceMs)
      whole[whole.length - 1] = { fromMs: last.fromMs, toMs: Math.max(last.toMs, next.toMs) }
    else whole.push(next)
  }
  return whole
}
