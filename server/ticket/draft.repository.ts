import type { Selectable } from 'kysely'
import type { DraftDocName } from '#shared/ticket-draft/draft-fields.ts'
import { noNotes } from '#shared/ticket-draft/draft-notes.ts'
import type { Db, Tx } from '../storage/query.ts'
import type { TicketDraftsTable } from '../storage/tables/ticket.ts'

export type DraftRow = Selectable<TicketDraftsTable>

/** The draft, locked until the transaction ends; undefined: there is none. */
export function lockDraft(tx: Tx, draftId: string): Promise<DraftRow | undefined> {
  return tx.selectFrom('ticket_drafts').selectAll().where('draft_id', '=', draftId).forUpdate().executeTakeFirst()
}

/** Makes an empty draft where there is none, then locks it. */
export async function openDraft(tx: Tx, fresh: { draftId: string; seat: string; at: number }): Promise<DraftRow> {
  await tx
    .insertInto('ticket_drafts')
    .values({
      draft_id: fresh.draftId,
      seat: fresh.seat,
      call_id: null,
      matter: null,
      person: null,
      title: '',
      created_at: fresh.at,
      updated_at: fresh.at,
      ticket_no: null,
      discarded_at: null,
      notes: JSON.stringify(noNotes),
      passed_from: null,
    })
    .onConflict((conflict) => conflict.column('draft_id').doNothing())
    .execute()
  const row = await lockDraft(tx, fresh.draftId)
  if (row === undefined) throw new Error('a draft just made is gone')
  return row
}

/** Writes the draft as it is now, and the update that made it so. */
export async function saveDraft(
  tx: Tx,
  row: DraftRow,
  arrived: { doc: DraftDocName; update: string; at: number; seat: string },
): Promise<void> {
  const { draft_id, ...set } = row
  await tx.updateTable('ticket_drafts').set(set).where('draft_id', '=', draft_id).execute()
  await tx
    .insertInto('ticket_draft_updates')
    .values({ draft_id, ...arrived })
    .execute()
}

/** Marks a draft as thrown away. */
export async function discardDraft(tx: Tx, draftId: string, at: number): Promise<void> {
  await tx.updateTable('ticket_drafts').set({ discarded_at: at }).where('draft_id', '=', draftId).execute()
}

/** Marks a draft as handed in. */
export async function markSubmitted(tx: Tx, draftId: string, done: { ticketNo: string; at: number }): Promise<void> {
  await tx
    .updateTable('ticket_drafts')
    .set({ ticket_no: done.ticketNo, updated_at: done.at })
    .where('draft_id', '=', draftId)
    .execute()
}

/** A draft by its id, read without a lock. */
export function findDraft(db: Db, draftId: string): Promise<DraftRow | undefined> {
  return db.selectFrom('ticket_drafts').selectAll().where('draft_id', '=', draftId).executeTakeFirst()
}

/** The draft being written in a call, the last touched of several; undefined: none is open. */
export function openDraftOfCall(db: Db, callId: string): Promise<DraftRow | undefined> {
  return db
    .selectFrom('ticket_drafts')
    .selectAll()
    .where('call_id', '=', callId)
    .where('discarded_at', 'is', null)
    .where('ticket_no', 'is', null)
    .orderBy('updated_at', 'desc')
    .limit(1)
    .executeTakeFirst()
}

/** What this seat writes, or has handed in, in a call; the last touched of several, undefined: nothing. */
export function draftOfCallBy(db: Db, callId: string, seat: string): Promise<DraftRow | undefined> {
  return db
    .selectFrom('ticket_drafts')
    .selectAll()
    .where('call_id', '=', callId)
    .where('seat', '=', seat)
    .where('discarded_at', 'is', null)
    .orderBy('updated_at', 'desc')
    .limit(1)
    .executeTakeFirst()
}

/** The drafts of a call, but for those thrown away. */
export function draftsOfCall(db: Db, callId: string): Promise<DraftRow[]> {
  return db
    .selectFrom('ticket_drafts')
    .selectAll()
    .where('call_id', '=', callId)
    .where('discarded_at', 'is', null)
    .orderBy('created_at')
    .execute()
}

/** The seat's drafts that are open, or were handed in since `since` (ms); newest first. */
export function draftsOfSeat(db: Db, seat: string, since: number): Promise<DraftRow[]> {
  return db
    .selectFrom('ticket_drafts')
    .selectAll()
    .where('seat', '=', seat)
    .where('discarded_at', 'is', null)
    .where((of) => of.or([of('ticket_no', 'is', null), of('updated_at', '>=', since)]))
    .orderBy('updated_at', 'desc')
    .limit(200)
    .execute()
}

/** The draft a ticket was handed in as; undefined: there is no such ticket. */
export function draftOfTicket(db: Db, ticketNo: string): Promise<DraftRow | undefined> {
  return db.selectFrom('ticket_drafts').selectAll().where('ticket_no', '=', ticketNo).executeTakeFirst()
}
