import type { Selectable } from 'kysely'
import type { TextState } from '#shared/message/text-message.ts'
import type { TextTried } from '#shared/message/text-outbox.rules.ts'
import type { Db, Tx } from '../storage/query.ts'
import type { TextMessagesTable } from '../storage/tables/message.ts'

export type StoredText = Selectable<TextMessagesTable>

/** Adds a text; of a ticket that has one of this kind, and of this dispatch, the first stays. */
export async function addText(tx: Tx, text: StoredText): Promise<void> {
  await tx
    .insertInto('text_messages')
    .values(text)
    .onConflict((conflict) => conflict.columns(['ticket_no', 'kind', 'rev']).doNothing())
    .execute()
}

/** Texts that wait and may be tried now, the longest due first. */
export function dueTexts(db: Db, now: number, most: number): Promise<StoredText[]> {
  return db
    .selectFrom('text_messages')
    .selectAll()
    .where('state', '=', 'waiting')
    .where('next_at', '<=', now)
    .orderBy('next_at')
    .limit(most)
    .execute()
}

/** Begins a try: whoever comes first has it until then. false: somebody else did. */
export async function claimText(tx: Tx, seen: StoredText, until: number): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('text_messages')
    .set({ tries: seen.tries + 1, next_at: until })
    .where('id', '=', seen.id)
    .where('state', '=', 'waiting')
    .where('next_at', '=', seen.next_at)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** Writes down what a try came to. What the gateway said holds too of one that was recalled while it was on its way. */
export async function settleText(tx: Tx, id: string, tried: TextTried): Promise<void> {
  const said = tried.state === 'sent' || tried.state === 'refused'
  const from: TextState[] = said ? ['waiting', 'recalled'] : ['waiting']
  await tx.updateTable('text_messages').set(tried).where('id', '=', id).where('state', 'in', from).execute()
}

/** Keeps texts of the ticket's dispatches that still wait from being sent. One that was tried keeps that: an answer may have been lost. */
export async function recallDispatchTexts(tx: Tx, ticketNo: string, at: number): Promise<void> {
  await tx
    .updateTable('text_messages')
    .set(({ eb }) => ({
      state: 'recalled' as const,
      next_at: at,
      done_at: at,
      reason: eb
        .case()
        .when('tries', '>', 0)
        .then('unreachable' as const)
        .else(null)
        .end(),
    }))
    .where('ticket_no', '=', ticketNo)
    .where('kind', '=', 'dispatch')
    .where('state', '=', 'waiting')
    .execute()
}

/** The text with the ticket's number. */
export function textOfTicket(db: Db, ticketNo: string): Promise<StoredText | undefined> {
  return db
    .selectFrom('text_messages')
    .selectAll()
    .where('ticket_no', '=', ticketNo)
    .where('kind', '=', 'ticket-number')
    .executeTakeFirst()
}

/** The texts of the ticket's dispatches, the first first. */
export function textsOfDispatches(db: Db, ticketNo: string): Promise<StoredText[]> {
  return db
    .selectFrom('text_messages')
    .selectAll()
    .where('ticket_no', '=', ticketNo)
    .where('kind', '=', 'dispatch')
    .orderBy('rev')
    .execute()
}
