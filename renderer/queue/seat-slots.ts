import type { ReactNode } from 'react'
import type { WallSeatRow } from '#shared/contract/socket/topics.ts'

/** What others put on the wall about a seat: telephony's words are not the queue's. */
export interface SeatSlots {
  /** The seat whose call is looked at. */
  readonly chosen: string | null
  readonly choose: (seat: string) => void
  /** Behind a seat's state, e.g. that it asks for help. */
  readonly mark: (seat: string) => ReactNode
  /** Under the queues: the chosen seat's call. */
  readonly aside: (row: WallSeatRow | undefined) => ReactNode
}
