import { createStore, type StoreApi } from 'zustand/vanilla'
import type { CommandRefusal } from '#shared/contract/socket/envelope.ts'
import type { SeatRow } from '#shared/contract/socket/topics.ts'

/** The seat as the server says it, and the last refusal of something asked of it. */
export interface SeatView {
  /** null until the server has said it. */
  readonly row: SeatRow | null
  /** How far the server's clock is ahead of this computer's, ms. */
  readonly aheadMs: number
  /** Stays until dismissed, or until the state moves on. */
  readonly refusal: SeatRefusal | null
}
export type SeatStore = StoreApi<SeatView>

/** Why the server did not do what was asked; `expired`: it did not answer in time. */
export type SeatRefusal = CommandRefusal | 'expired'

/** Makes the store of one desk. @param aheadMs how far the server's clock is ahead, as the session said */
export const createSeatStore = (aheadMs: number): SeatStore =>
  createStore<SeatView>(() => ({ row: null, aheadMs, refusal: null }))

/**
 * Takes the row of topic `seat`. A row may have waited on its way, never hurried: the largest difference of the clocks is the truest.
 * @param now this computer's clock, ms since the epoch
 */
export function takeSeatRow(store: SeatStore, row: SeatRow, now: number): void {
  const { row: before, refusal, aheadMs } = store.getState()
  const moved = before?.state !== row.state || before.next !== row.next
  store.setState({ row, aheadMs: Math.max(aheadMs, row.serverNow - now), refusal: moved ? null : refusal })
}

/** Remembers that the server refused; null takes it back. */
export const setSeatRefusal = (store: SeatStore, refusal: SeatRefusal | null): void => store.setState({ refusal })
