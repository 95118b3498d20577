/** Shape of a retry policy. Times in milliseconds. */
export interface Backoff {
  readonly first: number
  readonly most: number
  /** Share of the delay that is random, 0 to 1: keeps a hall of seats from coming back in one instant. */
  readonly jitter: number
}

/**
 * Delay before retry number `attempt` (0 = first retry), doubling from `first` up to `most`.
 * @param random a number in [0, 1)
 * @returns milliseconds, never below `first * (1 - jitter)` and never above `most`
 */
export function backoffDelay(policy: Backoff, attempt: number, random: number): number {
  const full = Math.min(policy.most, policy.first * 2 ** Math.min(attempt, 30))
  return Math.round(full * (1 - policy.jitter * random))
}
