import { newCase, type TicketCase } from '#shared/ticket/ticket-case.ts'
import type { LoopTime } from '#shared/ticket/ticket-effects.rules.ts'
import { dueOf, nextTick } from '#shared/ticket/ticket-loop.machine.ts'
import type { Db, Tx } from '../storage/query.ts'
import type { LoopedRow, TicketRow } from './ticket.repository.ts'

/** A ticket's row and its case. */
export interface StoredTicket {
  readonly row: TicketRow
  readonly ticket: TicketCase
  /** Whether its case is stored: one handed in before there was a loop has none until somebody acts. */
  readonly isLooped: boolean
}

/** The case of a ticket; one handed in before there was a loop begins it now. */
export function caseOf(row: LoopedRow): TicketCase {
  if (row.state !== null) return JSON.parse(row.state) as TicketCase
  const { ticket_no: ticketNo, seat: author, lead_unit: leadUnit, status, type, urgency, matter } = row
  return newCase({ ticketNo, status, author, type, urgency, matter, leadUnit }, row.submitted_at)
}

/** Reads a ticket and keeps others from changing it until the transaction ends. */
export async function lockTicket(tx: Tx, ticketNo: string): Promise<StoredTicket | undefined> {
  const row = await tx
    .selectFrom('tickets')
    .selectAll()
    .where('ticket_no', '=', ticketNo)
    .forUpdate()
    .executeTakeFirst()
  if (row === undefined) return undefined
  const loop = await tx.selectFrom('ticket_loops').select('state').where('ticket_no', '=', ticketNo).executeTakeFirst()
  return { row, ticket: caseOf({ ...row, state: loop?.state ?? null }), isLooped: loop !== undefined }
}

/** Where another ticket stands, to be merged into. */
export function findTarget(tx: Tx, ticketNo: string) {
  return tx
    .selectFrom('tickets')
    .select(['ticket_no as ticketNo', 'status', 'matter'])
    .where('ticket_no', '=', ticketNo)
    .executeTakeFirst()
}

/** Writes the case with what it is found by. `nextAt`: when the clock looks again, where that is not the case's own to say. */
export async function saveCase(tx: Tx, ticket: TicketCase, time: LoopTime & { nextAt?: number | null }): Promise<void> {
  const columns = {
    rev: ticket.rev,
    unit: ticket.unit,
    due_at: dueOf(ticket, ticket.changedAt).at,
    marked: ticket.marked,
    supervised: ticket.supervision !== null,
    next_at: time.nextAt === undefined ? nextTick(ticket, time) : time.nextAt,
    changed_at: ticket.changedAt,
    state: JSON.stringify(ticket),
  }
  await tx
    .insertInto('ticket_loops')
    .values({ ticket_no: ticket.ticketNo, ...columns })
    .onConflict((conflict) => conflict.column('ticket_no').doUpdateSet(columns))
    .execute()
  const parts = ticket.tasks.map(({ unit }) => ({ ticket_no: ticket.ticketNo, unit }))
  if (parts.length === 0) return
  await tx
    .insertInto('ticket_tasks')
    .values(parts)
    .onConflict((conflict) => conflict.columns(['unit', 'ticket_no']).doNothing())
    .execute()
}

/** Writes what of a ticket's row an act changed. */
export async function saveRow(tx: Tx, row: TicketRow): Promise<void> {
  const { ticket_no, ...columns } = row
  await tx.updateTable('tickets').set(columns).where('ticket_no', '=', ticket_no).execute()
}

/** Tickets the clock has something to do with, longest due first. */
export async function dueTickets(db: Db, at: number, limit: number): Promise<string[]> {
  const rows = await db
    .selectFrom('ticket_loops')
    .select('ticket_no')
    .where('next_at', '<=', at)
    .orderBy('next_at')
    .limit(limit)
    .execute()
  return rows.map((row) => row.ticket_no)
}

/** Sets when the clock looks at a ticket again. */
export async function setNextTick(tx: Tx, ticketNo: string, nextAt: number | null): Promise<void> {
  await tx.updateTable('ticket_loops').set({ next_at: nextAt }).where('ticket_no', '=', ticketNo).execute()
}
