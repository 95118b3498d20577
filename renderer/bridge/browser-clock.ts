import type { Clock } from '#shared/kit/clock.ts'

/** The page's own clock and timers. */
export const browserClock: Clock = {
  now: () => Date.now(),
  after(ms, run) {
    const timer = setTimeout(run, ms)
    return () => clearTimeout(timer)
  },
}
