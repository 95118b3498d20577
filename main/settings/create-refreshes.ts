import type { Clock } from '#shared/kit/clock.ts'
import type { Disposer } from '#shared/kit/disposable.ts'
import { nextRefresh, refreshAfterWake } from './refresh-schedule.rules.ts'
import type { Refreshed } from './site-settings.ts'

export interface RefreshesParts {
  readonly clock: Clock
  /** In [0, 1). */
  readonly random: () => number
  readonly refresh: () => Promise<Refreshed>
  /** How a question ended. */
  readonly onEnd: (end: Refreshed) => void
  /** A bug in asking; the next question is asked all the same. */
  readonly onError: (error: unknown) => void
}

/** When the site's server is asked again. */
export interface Refreshes {
  start(): void
  /** The computer woke from sleep: timers stood still, and the answer may be a day old. */
  woke(): void
  dispose: Disposer
}

/** Asks about every half hour, and soon after waking; one question at a time. */
export function createRefreshes({ clock, random, refresh, onEnd, onError }: RefreshesParts): Refreshes {
  let cancel: Disposer = () => undefined
  let state: 'idle' | 'waiting' | 'asking' | 'gone' = 'idle'
  const plan = (ms: number): void => {
    cancel()
    state = 'waiting'
    cancel = clock.after(ms, () => void ask())
  }
  const ask = async (): Promise<void> => {
    state = 'asking'
    try {
      onEnd(await refresh())
    } catch (error) {
      onError(error)
    }
    if (state === 'asking') plan(nextRefresh(random()))
  }
  return {
    start() {
      if (state === 'idle') plan(nextRefresh(random()))
    },
    woke() {
      if (state === 'waiting' || state === 'asking') plan(refreshAfterWake(random()))
    },
    dispose() {
      state = 'gone'
      cancel()
    },
  }
}
