import type { Selectable } from 'kysely'
import type { TextTried } from '#shared/message/text-outbox.rules.ts'
import type { Db, Tx } from '../storage/query.ts'
import type { TextMessagesTable } from '../storage/tables/message.ts'

export type StoredText = Selectable<TextMessagesTable>

/** Adds a text; of a ticket that has one of this kind the first stays. */
export async function addText(tx: Tx, text: StoredText): Promise<void> {
  await tx
    .insertInto('text_messages')
    .values(text)
    .onConflict((conflict) => conflict.columns(['ticket_no', 'kind']).doNothing())
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

/** Writes down what a try came to. */
export async function settleText(tx: Tx, id: string, tried: TextTried): Promise<void> {
  await tx.updateTable('text_messages').set(tried).where('id', '=', id).where('state', '=', 'waiting').execute()
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
