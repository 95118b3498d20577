import type { TicketCase } from '#shared/ticket/ticket-case.ts'
import type { CommandContext } from '../ports/command.ts'
import type { Tx } from '../storage/query.ts'
import { appendAudit } from './audit.repository.ts'
import { lockTicket } from './loop.repository.ts'

/** What somebody did, or asked for in vain, that changes nothing in the ticket. */
export interface Noted {
  /** A row of the table of moves by what it would have been, or a name of its own. */
  readonly action: string | ((ticket: TicketCase) => string)
  readonly said: Readonly<Record<string, string>>
  /** It was refused, for this reason. */
  readonly refused?: string
}

/**
 * Writes it down beside the ticket as it is then: a refusal is noted in a transaction of its own, and the ticket may have moved since.
 * Nothing is written of a ticket that is not there.
 */
export const noteOnTrail =
  (ticketNo: string, { seat, role, at }: Pick<CommandContext, 'seat' | 'role' | 'at'>, noted: Noted) =>
  async (tx: Tx): Promise<void> => {
    const stored = await lockTicket(tx, ticketNo)
    if (stored === undefined) return
    const { row, ticket, isLooped } = stored
    const { bigrams: _, ...audited } = row
    const { said, refused } = noted
    await appendAudit(tx, {
      ticketNo,
      at,
      seat,
      role,
      action: typeof noted.action === 'string' ? noted.action : noted.action(ticket),
      from: ticket.status,
      to: ticket.status,
      row: audited,
      ...(isLooped && { loop: ticket }),
      said,
      ...(refused !== undefined && { refused }),
    })
  }
