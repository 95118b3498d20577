import { narrowingSchema } from '#shared/contract/rest/narrowing.schema.ts'
import type { SavedView } from '#shared/contract/rest/saved-views.schema.ts'
import type { Db, Tx } from '../../storage/query.ts'
import type { PersonVault } from '../person-vault.ts'

/** A seat's lists, in the order they were kept. */
export async function savedViewsOf(db: Db, seat: string, vault: PersonVault): Promise<SavedView[]> {
  const rows = await db
    .selectFrom('saved_views')
    .selectAll()
    .where('seat', '=', seat)
    .orderBy('at')
    .orderBy('view_id')
    .execute()
  return rows.map(({ view_id: id, name, list, q, within }) => ({
    id,
    name,
    list,
    q: vault.open(q),
    within: narrowingSchema.parse(JSON.parse(within)),
  }))
}

/** Keeps a list, or changes the one of this id. */
export async function saveView(
  tx: Tx,
  { id, name, list, q, within }: SavedView,
  { seat, at, vault }: { readonly seat: string; readonly at: number; readonly vault: PersonVault },
): Promise<void> {
  const words = { name, list, q: vault.seal(q), within: JSON.stringify(within) }
  await tx
    .insertInto('saved_views')
    .values({ seat, view_id: id, at, ...words })
    .onConflict((conflict) => conflict.columns(['seat', 'view_id']).doUpdateSet(words))
    .execute()
}

export async function removeView(tx: Tx, seat: string, id: string): Promise<void> {
  await tx.deleteFrom('saved_views').where('seat', '=', seat).where('view_id', '=', id).execute()
}
