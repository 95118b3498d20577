/** Sign-in failures of one account in a row, and the end of its lock in ms since the epoch. */
export interface LockState {
  readonly failures: number
  readonly lockedUntil: number | null
}

/** Failures that lock an account, and for how long (ms). */
export const lockPolicy = { failures: 5, length: 30 * 60_000 } as const

/** @returns ms until the lock ends; null when the account is not locked */
export function lockedFor(state: LockState, at: number): number | null {
  return state.lockedUntil !== null && state.lockedUntil > at ? state.lockedUntil - at : null
}

/** One more wrong password. A lock that ran out starts the count anew. */
export function afterFailure(state: LockState, at: number): LockState {
  const failures = (state.lockedUntil !== null && state.lockedUntil <= at ? 0 : state.failures) + 1
  return failures >= lockPolicy.failures
    ? { failures, lockedUntil: at + lockPolicy.length }
    : { failures, lockedUntil: null }
}
