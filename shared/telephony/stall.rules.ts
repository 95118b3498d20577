/** Sound that stops for this long has lost its way, ms: at 20 ms a packet fifteen in a row are missing. */
const limitMs = 300
/** The one who called waits longer, so that two ends that miss each other do not send their offers at the same moment, ms. */
const callerLimitMs = 600
/** Silence suppression (DTX) leaves gaps of 400 ms: an end that was wrongly taken for cut gets this long from then on, ms. */
const patientLimitMs = 1200
/** Sound that is back sooner than any exchange of new addresses takes was never cut, ms. */
const falseAlarmMs = 150
/** Between two restarts at least, ms. */
export const restartPauseMs = 5000
/** Restarts in a row that bring no sound back; what comes then is up to the connection's own `failed`. */
export const mostRestarts = 3

/** What is known of one connection's incoming sound. Times are ms since the epoch. */
export interface Stall {
  readonly limitMs: number
  readonly packets: number
  /** When the count was last seen to grow; null: not since sound has been due, so nothing can be missed. */
  readonly movedAt: number | null
  readonly restartedAt: number | null
  /** Restarts since sound was last heard. */
  readonly restarts: number
}

/** One look at the connection. */
export interface StallLook {
  readonly at: number
  /** Packets of sound since its beginning. */
  readonly packets: number
  /** When the ends agreed last; sound over new addresses needs a moment, whoever of them asked for it. */
  readonly agreedAt: number
  /** Sound is due: nobody holds. */
  readonly due: boolean
  /** A re-INVITE can go: the socket lives, none is under way. */
  readonly free: boolean
}

/** @param calling whether we made the call */
export const newStall = (calling: boolean): Stall => ({
  limitMs: calling ? callerLimitMs : limitMs,
  packets: 0,
  movedAt: null,
  restartedAt: null,
  restarts: 0,
})

/** Sound that is back while the new addresses are not even agreed came the old way. */
const moved = (stall: Stall, { at, packets, free }: StallLook): Stall => {
  const tooSoon = stall.restartedAt !== null && (!free || at - stall.restartedAt < falseAlarmMs)
  const wasNone = stall.restarts > 0 && tooSoon
  return { ...stall, packets, movedAt: at, restarts: 0, limitMs: wasNone ? patientLimitMs : stall.limitMs }
}

/** Looks once more; `restart`: new addresses are to be agreed at once (RFC 8445 2.4). */
export function nextStall(stall: Stall, look: StallLook): { readonly stall: Stall; readonly restart: boolean } {
  if (!look.due) return { stall: { ...stall, packets: look.packets, movedAt: null, restarts: 0 }, restart: false }
  if (look.packets !== stall.packets) return { stall: moved(stall, look), restart: false }
  const { movedAt, restartedAt, restarts } = stall
  const missing = movedAt !== null && look.at - Math.max(movedAt, look.agreedAt) >= stall.limitMs
  const rested = restartedAt === null || look.at - restartedAt >= restartPauseMs
  if (!missing || !rested || !look.free || restarts >= mostRestarts) return { stall, restart: false }
  return { stall: { ...stall, restartedAt: look.at, restarts: restarts + 1 }, restart: true }
}
