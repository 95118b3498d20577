import type { Clock } from '#shared/kit/clock.ts'
import type { Disposer } from '#shared/kit/disposable.ts'
import { firstCheck, nextCheck } from './schedule.rules.ts'

export interface ChecksParts {
  readonly clock: Clock
  /** In [0, 1). */
  readonly random: () => number
  /** Whether there is anything to do at all. */
  readonly able: boolean
  /** Must not reject. */
  readonly check: () => Promise<void>
}

/** When the server is asked. */
export interface Checks {
  /** Within a minute, and from then on about every four hours. */
  soon(): void
  inCall(on: boolean): void
  dispose: Disposer
}

/** One check at a time, and none in a call: one that falls due then is made at its end. */
export function createChecks({ clock, random, able, check }: ChecksParts): Checks {
  let calling = false
  let owed = false
  let gone = false
  let cancel: Disposer = () => undefined
  const plan = (ms: number): void => {
    cancel()
    if (!gone && able) cancel = clock.after(ms, due)
  }
  const due = (): void => {
    owed = calling
    if (!owed) void check().then(() => plan(nextCheck(random())))
  }
  return {
    soon: () => plan(firstCheck(random())),
    inCall(on) {
      calling = on
      if (owed && !calling && !gone) due()
    },
    dispose() {
      gone = true
      cancel()
    },
  }
}
