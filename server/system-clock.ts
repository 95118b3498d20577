import { randomBytes } from 'node:crypto'
import type { Clock, NewId } from '#shared/kit/clock.ts'

/** setTimeout's longest wait, ms; longer ones would fire at once. */
const longest = 2 ** 31 - 1

/** The machine's own time. */
export const systemClock: Clock = {
  now: () => Date.now(),
  after(ms, run) {
    const timer = setTimeout(run, Math.min(ms, longest))
    return () => clearTimeout(timer)
  },
}

/** 128 random bits, URL-safe. */
export const randomId: NewId = () => randomBytes(16).toString('base64url')
