import type { ReadySeat } from '#shared/queue/queue.rules.ts'

/** What the queue asks about seats. Whoever implements it calls the queue's `changed()` when a seat becomes ready. */
export interface SeatRoster {
  /** Seats that may be offered a call now: signed in, ready, reachable. */
  ready(): readonly ReadySeat[]
  /** Takes the seat for this call; false: it is no longer free. Until the call's next event the seat is not ready. */
  reserve(seat: string, callId: string): boolean
}
