import type { Clock } from '#shared/kit/clock.ts'

/** A wait that can be cut short. */
export interface Pause {
  /** @param ms how long at most */
  begin(ms: number): Promise<void>
  /** It is over now. */
  end(): void
}

/** One wait at a time. */
export function createPause(clock: Clock): Pause {
  let end = (): void => undefined
  return {
    begin: (ms) =>
      new Promise((resolve) => {
        const cancel = clock.after(ms, resolve)
        end = () => {
          cancel()
          resolve()
        }
      }),
    end: () => end(),
  }
}
