import type { Db, Tx } from '../storage/query.ts'

/** Entries the seat has starred, the oldest star first. */
export async function favouritesOf(db: Db, seat: string): Promise<string[]> {
  const rows = await db
    .selectFrom('directory_favourites')
    .select('entry_id')
    .where('seat', '=', seat)
    .orderBy('at')
    .orderBy('entry_id')
    .execute()
  return rows.map((row) => row.entry_id)
}

/** Stars an entry for the seat; one that is starred stays as it was. */
export async function addFavourite(tx: Tx, star: { seat: string; entryId: string; at: number }): Promise<void> {
  await tx
    .insertInto('directory_favourites')
    .values({ seat: star.seat, entry_id: star.entryId, at: star.at })
    .onConflict((conflict) => conflict.columns(['seat', 'entry_id']).doNothing())
    .execute()
}

/** Takes the seat's star off an entry. */
export async function dropFavourite(tx: Tx, { seat, entryId }: { seat: string; entryId: string }): Promise<void> {
  await tx.deleteFrom('directory_favourites').where('seat', '=', seat).where('entry_id', '=', entryId).execute()
}
