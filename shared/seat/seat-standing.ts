import type { NotReadyReason, SeatState } from './seat-state.ts'

/** Who sits at the seat: a desk that is connected, one that has been gone for 10 s, or nobody (a bare SIP phone at most). */
export const deskPresences = ['here', 'gone', 'none'] as const
export type DeskPresence = (typeof deskPresences)[number]

/** Where a seat stands. Times are milliseconds since the epoch. */
export interface SeatStanding {
  readonly state: SeatState
  /** When it came into this state. */
  readonly since: number
  /** When it last ended a call or became ready of its own will: the longest idle seat is called first. */
  readonly idleSince: number
  /** Set in `not-ready` alone. */
  readonly reason: NotReadyReason | null
  /** What it is not ready for after the call (chosen meanwhile, or kept from before it rang); null: ready comes next. */
  readonly nextReason: NotReadyReason | null
  /** The call it rings for, talks in, holds, or wraps up. */
  readonly callId: string | null
  /** Set in `wrap-up` alone. */
  readonly wrapUp: { readonly endsAt: number; readonly extended: boolean } | null
  readonly desk: DeskPresence
}

/** A seat nobody sits at. */
export const offlineStanding = (at: number): SeatStanding => ({
  state: 'offline',
  since: at,
  idleSince: at,
  reason: null,
  nextReason: null,
  callId: null,
  wrapUp: null,
  desk: 'none',
})
