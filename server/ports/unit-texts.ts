import type { UnitText } from '#shared/contract/rest/tickets.schema.ts'
import type { Db, Tx } from '../storage/query.ts'

/** A ticket that was just dispatched. */
export interface DispatchedTicket {
  readonly ticketNo: string
  /** The ticket's revision the dispatch made: what tells one dispatch from the next. */
  readonly rev: number
  /** Directory id of the lead unit. */
  readonly unit: string
  /** As the hotline names it, e.g. 特急. */
  readonly urgency: string
  /** The limit for signing, ms since the epoch; null: none runs. */
  readonly signBy: number | null
  /** ms since the epoch. */
  readonly at: number
}

/** What tickets ask of the text messages to units. */
export interface UnitTexts {
  /** Writes the text down in the transaction of the dispatch: both are there, or neither; never twice for one dispatch. */
  dispatched(tx: Tx, ticket: DispatchedTicket): Promise<void>
  /** The ticket waits for no signature any more: a text that was not sent yet is not sent. */
  recalled(tx: Tx, ticketNo: string, at: number): Promise<void>
  /** How far the texts of the ticket's dispatches are, numbers masked, the first first. */
  ofTicket(db: Db, ticketNo: string): Promise<readonly UnitText[]>
}
