import type { Selectable } from 'kysely'
import type { Db, Tx } from '../storage/query.ts'
import type { DraftPassesTable } from '../storage/tables/ticket.ts'
import type { DraftRow } from './draft.repository.ts'

export type DraftPass = Selectable<DraftPassesTable>

/** Writes whose the draft is now, and that it passed. */
export async function addPass(
  tx: Tx,
  { draft_id, seat, passed_from }: DraftRow,
  pass: Omit<DraftPass, 'pass_id' | 'draft_id'>,
): Promise<void> {
  await tx.updateTable('ticket_drafts').set({ seat, passed_from }).where('draft_id', '=', draft_id).execute()
  await tx
    .insertInto('draft_passes')
    .values({ draft_id, ...pass })
    .execute()
}

/** Drafts the seat handed over since `since` (ms since the epoch) and that are not its own again, the last pass of each. */
export async function passesFrom(db: Db, seat: string, since: number): Promise<DraftPass[]> {
  const rows = await db
    .selectFrom('draft_passes')
    .innerJoin('ticket_drafts', 'ticket_drafts.draft_id', 'draft_passes.draft_id')
    .selectAll('draft_passes')
    .where('draft_passes.from_seat', '=', seat)
    .where('draft_passes.at', '>=', since)
    .where('ticket_drafts.seat', '!=', seat)
    .orderBy('draft_passes.pass_id')
    .limit(500)
    .execute()
  return [...new Map(rows.map((row) => [row.draft_id, row])).values()]
}

/** Every seat a draft was of before. */
export async function formerSeats(db: Db | Tx, draftId: string): Promise<string[]> {
  const rows = await db.selectFrom('draft_passes').select('from_seat').where('draft_id', '=', draftId).execute()
  return rows.map(({ from_seat }) => from_seat)
}
