import type { Clock } from './clock.ts'
import type { Disposer } from './disposable.ts'

/** Work done now and again. */
export interface LookAgain {
  readonly clock: Clock
  /** From the end of one look to the next, ms. */
  readonly everyMs: number
  readonly look: () => Promise<void>
  readonly onError: (error: unknown) => void
}

/** Looks now and again and again. The result stops it, and resolves when nothing is under way. */
export function lookAgain({ clock, everyMs, look, onError }: LookAgain): () => Promise<void> {
  let stop: Disposer = () => {}
  let work = Promise.resolve()
  let closed = false
  const next = () => {
    work = look()
      .catch(onError)
      .finally(() => {
        if (!closed) stop = clock.after(everyMs, next)
      })
  }
  next()
  return async () => {
    closed = true
    stop()
    await work
  }
}
