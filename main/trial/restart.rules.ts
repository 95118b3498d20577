import { type Backoff, backoffDelay } from '#shared/kit/backoff.ts'

/** A sandbox that crashed more often than this within `windowMs` will crash again. */
const most = 3
const windowMs = 5 * 60_000
const policy: Backoff = { first: 1000, most: 10_000, jitter: 0.2 }

/**
 * How long to wait before a crashed sandbox is started again, ms; null: not any more.
 * @param crashes moments of its crashes, this one last, ms @param random in [0, 1)
 */
export function restartDelay(crashes: readonly number[], random: number): number | null {
  const now = crashes.at(-1) ?? 0
  const recent = crashes.filter((at) => at > now - windowMs).length
  return recent > most ? null : backoffDelay(policy, recent - 1, random)
}
