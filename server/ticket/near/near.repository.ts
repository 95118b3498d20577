import { sql } from 'kysely'
import type { RelatedTicket } from '#shared/contract/rest/tickets.schema.ts'
import type { Db, Tx } from '../../storage/query.ts'
import type { TicketFlag } from '../../storage/tables/near.ts'
import { inScope, type LoopedRow, loopedTickets, type TicketScope } from '../ticket.repository.ts'

/** What is looked for. `since` ms since the epoch. */
export interface NearSearch {
  readonly phoneHash: string
  readonly street: string
  readonly group: string
  readonly phoneSince: number
  readonly since: number
}

/** Most rows of each kind: more would not be looked at. */
const most = 100

const newest = (db: Db) => loopedTickets(db).orderBy('tickets.submitted_at', 'desc').limit(most)

/** Tickets of the number, and those of the street and the group of matters; each once, the newest first. */
export async function nearTickets(db: Db, search: NearSearch): Promise<LoopedRow[]> {
  const { phoneHash, street, group, phoneSince, since } = search
  const ofPhone =
    phoneHash === ''
      ? []
      : await newest(db).where('phone_hash', '=', phoneHash).where('submitted_at', '>=', phoneSince).execute()
  const here =
    street === '' || group === ''
      ? []
      : await newest(db)
          .where(sql<boolean>`left(place, 9) = ${street} and left(matter, 4) = ${group}`)
          .where('submitted_at', '>=', since)
          .execute()
  return [...new Map([...ofPhone, ...here].map((row) => [row.ticket_no, row])).values()]
}

/** Tickets a draft was linked with. */
export async function linksOf(db: Db, draftId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('ticket_links')
    .select('ticket_no')
    .where('draft_id', '=', draftId)
    .orderBy('ticket_no')
    .execute()
  return rows.map((row) => row.ticket_no)
}

/** Tickets a ticket was linked with, by its draft or by theirs, that are in the scope; by number. */
export async function linkedTickets(
  db: Db,
  { ticketNo, draftId }: { readonly ticketNo: string; readonly draftId: string },
  scope: TicketScope,
): Promise<readonly RelatedTicket[]> {
  const rows = await inScope(db, scope)
    .select(['tickets.ticket_no', 'tickets.title', 'tickets.status'])
    .where((of) =>
      of.or([
        of(
          'tickets.ticket_no',
          'in',
          of.selectFrom('ticket_links').select('ticket_no').where('draft_id', '=', draftId),
        ),
        of(
          'tickets.draft_id',
          'in',
          of.selectFrom('ticket_links').select('draft_id').where('ticket_no', '=', ticketNo),
        ),
      ]),
    )
    .where('tickets.ticket_no', '!=', ticketNo)
    .orderBy('tickets.ticket_no')
    .limit(20)
    .execute()
  return rows.map((row) => ({ ticketNo: row.ticket_no, title: row.title, status: row.status }))
}

/** Links a draft with a ticket. */
export async function link(tx: Tx, of: { draftId: string; ticketNo: string; seat: string; at: number }): Promise<void> {
  await tx
    .insertInto('ticket_links')
    .values({ draft_id: of.draftId, ticket_no: of.ticketNo, seat: of.seat, at: of.at })
    .onConflict((conflict) => conflict.columns(['draft_id', 'ticket_no']).doNothing())
    .execute()
}

/** Flags tickets; a flag stays what it was. */
export async function flag(tx: Tx, ticketNos: readonly string[], as: { flag: TicketFlag; at: number }): Promise<void> {
  if (ticketNos.length === 0) return
  await tx
    .insertInto('ticket_flags')
    .values(ticketNos.map((ticket_no) => ({ ticket_no, ...as })))
    .onConflict((conflict) => conflict.columns(['ticket_no', 'flag']).doNothing())
    .execute()
}
