import type { TicketText } from '#shared/contract/rest/tickets.schema.ts'
import type { Db, Tx } from '../storage/query.ts'

/** A ticket that was just handed in. */
export interface TakenTicket {
  readonly ticketNo: string
  /** Contact number, normalised. */
  readonly phone: string
  /** false: it is written down, but its demand is not taken up. */
  readonly accepted: boolean
  /** ms since the epoch. */
  readonly at: number
}

/** What tickets ask of the text messages to their callers. */
export interface CallerTexts {
  /** Writes the text down in the transaction that stores the ticket: both are there, or neither. */
  ticketTaken(tx: Tx, ticket: TakenTicket): Promise<void>
  /** How far the ticket's text is, its number masked; null: there is none. */
  ofTicket(db: Db, ticketNo: string): Promise<TicketText | null>
}
