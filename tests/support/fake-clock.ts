import type { Clock } from '#shared/kit/clock.ts'

/** Time that moves when told to. */
export interface FakeClock extends Clock {
  /** Moves on, running what falls due on the way, in order. */
  advance(ms: number): void
  /** How many timers wait. */
  pending(): number
}

/** Starts at `now` (ms since the epoch). */
export function createFakeClock(now = Date.UTC(2026, 10, 23, 2)): FakeClock {
  const timers = new Set<{ readonly at: number; readonly run: () => void }>()
  const due = (until: number) => [...timers].filter((timer) => timer.at <= until).sort((a, b) => a.at - b.at)[0]
  return {
    now: () => now,
    after(ms, run) {
      const timer = { at: now + ms, run }
      timers.add(timer)
      return () => void timers.delete(timer)
    },
    advance(ms) {
      const until = now + ms
      for (let timer = due(until); timer; timer = due(until)) {
        timers.delete(timer)
        now = Math.max(now, timer.at)
        timer.run()
      }
      now = until
    },
    pending: () => timers.size,
  }
}
