import type { Selectable } from 'kysely'
import type { Db, Tx } from '../storage/query.ts'
import type { HandoverActsTable, HandoversTable } from '../storage/tables/handover.ts'

export type StoredHandover = Selectable<HandoversTable>

/** Adds a hand-over. */
export async function addHandover(tx: Tx, handover: StoredHandover): Promise<void> {
  await tx.insertInto('handovers').values(handover).execute()
}

/** A hand-over, kept from others until the transaction ends: two seats do not accept the same one. */
export const lockHandover = (tx: Tx, handoverId: string): Promise<StoredHandover | undefined> =>
  tx.selectFrom('handovers').selectAll().where('handover_id', '=', handoverId).forUpdate().executeTakeFirst()

/** Notes who took it, and what went along. */
export async function markAccepted(
  tx: Tx,
  { handover_id, accepted_by, accepted_at, passed }: StoredHandover,
): Promise<void> {
  const taken = { accepted_by, accepted_at, passed }
  await tx.updateTable('handovers').set(taken).where('handover_id', '=', handover_id).execute()
}

/** Those written after `since` (ms since the epoch), newest first. */
export const handoversSince = (db: Db, since: number): Promise<StoredHandover[]> =>
  db.selectFrom('handovers').selectAll().where('at', '>', since).orderBy('at', 'desc').limit(500).execute()

/** Writes down what was done or refused. */
export async function addHandoverAct(tx: Tx, act: Omit<Selectable<HandoverActsTable>, 'act_id'>): Promise<void> {
  await tx.insertInto('handover_acts').values(act).execute()
}
