import type { Clock } from '#shared/kit/clock.ts'

/** RFC 3261 17.1.1.1: round-trip estimate, longest pause between two sendings, and how long a message may live in the network. ms. */
export const t1 = 500
export const t2 = 4000
export const t4 = 5000

/** RFC 3261 17.1.1.2: 64·T1; how long peers may keep sending again (timers B, D, F, H, J). */
export const transactionMs = 64 * t1

/**
 * Sends again after T1, then after pauses that double up to `mostMs` (timers A, E, G); for transports that lose messages.
 * The result stops it.
 */
export function sendAgain(clock: Clock, send: () => void, mostMs: number): () => void {
  let stop = () => {}
  const wait = (ms: number) => {
    stop = clock.after(ms, () => {
      send()
      wait(Math.min(ms * 2, mostMs))
    })
  }
  wait(t1)
  return () => stop()
}
