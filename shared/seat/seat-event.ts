import type { ChosenReason } from './seat-state.ts'

/** What can happen to a seat. */
export type SeatEvent =
  | { readonly type: 'signed-in' }
  /** Signed out, taken over or locked. */
  | { readonly type: 'signed-out' }
  /** The desk has been gone for 10 s. */
  | { readonly type: 'desk-gone' }
  | { readonly type: 'desk-back' }
  /** A phone registered without a desk (the sandbox alone accepts it); the last such phone went. */
  | { readonly type: 'bare-phone-up' }
  | { readonly type: 'bare-phone-gone' }
  /** The desk's phone is not registered and has not come back in time. */
  | { readonly type: 'phone-lost' }
  | { readonly type: 'choose-ready' }
  | { readonly type: 'choose-not-ready'; readonly reason: ChosenReason }
  | { readonly type: 'finish-wrap-up' }
  | { readonly type: 'extend-wrap-up' }
  /** The countdown that ends at `endsAt` ran out; one that was extended since is not over. */
  | { readonly type: 'wrap-up-over'; readonly endsAt: number }
  | { readonly type: 'offered'; readonly callId: string }
  | {
      readonly type: 'declined'
      readonly callId: string
      readonly cause: 'no-answer' | 'rejected' | 'busy' | 'unreachable'
    }
  /** The caller gave up, or the call went elsewhere, while it rang here. */
  | { readonly type: 'withdrawn'; readonly callId: string }
  | { readonly type: 'dialled'; readonly callId: string }
  | { readonly type: 'answered'; readonly callId: string }
  /** Took a call over that somebody else answered. */
  | { readonly type: 'moved'; readonly callId: string }
  | { readonly type: 'held'; readonly callId: string }
  | { readonly type: 'resumed'; readonly callId: string }
  | { readonly type: 'ended'; readonly callId: string }

export type SeatEventType = SeatEvent['type']
