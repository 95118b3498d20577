import type { Selectable } from 'kysely'
import type { RelatedTicket } from '#shared/contract/rest/tickets.schema.ts'
import { moreSchema } from '#shared/contract/ticket.schema.ts'
import type { Db, Tx } from '../storage/query.ts'
import type { TicketMoreTable } from '../storage/tables/ticket.ts'
import { formerSeats } from './draft-passes.repository.ts'
import type { PersonVault } from './person-vault.ts'
import { inScope, type TicketScope } from './ticket.repository.ts'
import { openMore } from './ticket-more.rules.ts'

export type MoreRow = Selectable<TicketMoreTable>

export async function insertMore(tx: Tx, row: MoreRow): Promise<void> {
  await tx.insertInto('ticket_more').values(row).execute()
}

/** What a ticket says besides, opened; a ticket of before there was more says nothing. */
export async function moreOf(db: Db, ticketNo: string, vault: PersonVault) {
  const row = await db.selectFrom('ticket_more').selectAll().where('ticket_no', '=', ticketNo).executeTakeFirst()
  return { group: row?.split_group ?? null, more: row ? moreSchema.parse(openMore(row, vault)) : {} }
}

/** What these tickets say besides, as stored, by number. */
export async function moreRows(db: Db, numbers: readonly string[]): Promise<ReadonlyMap<string, MoreRow>> {
  if (numbers.length === 0) return new Map()
  const rows = await db
    .selectFrom('ticket_more')
    .selectAll()
    .where('ticket_no', 'in', [...numbers])
    .execute()
  return new Map(rows.map((row) => [row.ticket_no, row]))
}

/** Other tickets of the same group that are in the scope, by number. */
export async function splitTickets(
  db: Db,
  ticketNo: string,
  { group, scope }: { readonly group: string | null; readonly scope: TicketScope },
): Promise<readonly RelatedTicket[]> {
  if (group === null) return []
  const rows = await inScope(db, scope)
    .innerJoin('ticket_more', 'ticket_more.ticket_no', 'tickets.ticket_no')
    .select(['tickets.ticket_no', 'tickets.title', 'tickets.status'])
    .where('split_group', '=', group)
    .where('tickets.ticket_no', '!=', ticketNo)
    .orderBy('tickets.ticket_no')
    .limit(20)
    .execute()
  return rows.map((row) => ({ ticketNo: row.ticket_no, title: row.title, status: row.status }))
}

/**
 * The group a draft's ticket belongs to: the draft it was parted from, if that is the same seat's and of the same call; else itself. A
 * draft is never refused over it.
 */
export async function splitGroupOf(
  tx: Tx,
  draft: { readonly draft_id: string; readonly seat: string; readonly call_id: string | null },
  splitOf: string,
): Promise<string> {
  if (splitOf === '') return draft.draft_id
  const origin = await tx
    .selectFrom('ticket_drafts')
    .select(['draft_id', 'call_id', 'seat'])
    .where('draft_id', '=', splitOf)
    .executeTakeFirst()
  if (!origin || origin.call_id !== draft.call_id) return draft.draft_id
  // One of them, or both, may have been handed over since they were parted.
  const theirs = [origin.seat, ...(await formerSeats(tx, origin.draft_id))]
  const ours = [draft.seat, ...(await formerSeats(tx, draft.draft_id))]
  return ours.some((seat) => theirs.includes(seat)) ? origin.draft_id : draft.draft_id
}
