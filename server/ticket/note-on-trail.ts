import type { CommandContext } from '../ports/command.ts'
import type { Tx } from '../storage/query.ts'
import { appendAudit } from './audit.repository.ts'
import type { StoredTicket } from './loop.repository.ts'

/** What somebody did that changes nothing in the ticket. */
export interface Noted {
  readonly action: string
  readonly said: Readonly<Record<string, string>>
  /** It was refused, for this reason. */
  readonly refused?: string
}

/** Writes down, beside the ticket as it is, that somebody saw or asked for something. */
export const noteOnTrail =
  ({ row, ticket }: StoredTicket, { seat, role, at }: CommandContext, noted: Noted) =>
  (tx: Tx): Promise<void> => {
    const { bigrams: _, ...audited } = row
    const { ticketNo, status } = ticket
    return appendAudit(tx, { ticketNo, at, seat, role, from: status, to: status, row: audited, loop: ticket, ...noted })
  }
