import type { Selectable } from 'kysely'
import type { Db, Tx } from '../storage/query.ts'
import type { NoticeActsTable, NoticesTable } from '../storage/tables/notice.ts'

export type StoredNotice = Selectable<NoticesTable>

/** When each seat confirmed the notice. */
export type Reads = ReadonlyMap<string, number>

/** Adds a notice. */
export async function addNotice(tx: Tx, notice: StoredNotice): Promise<void> {
  await tx.insertInto('notices').values(notice).execute()
}

/** A notice that stands at `at`, kept from others until the transaction ends: confirmations are counted one by one. */
export function lockNotice(tx: Tx, noticeId: string, at: number): Promise<StoredNotice | undefined> {
  return tx
    .selectFrom('notices')
    .selectAll()
    .where('notice_id', '=', noticeId)
    .where('withdrawn_at', 'is', null)
    .where('until', '>', at)
    .forUpdate()
    .executeTakeFirst()
}

/** Takes a notice back. */
export async function withdrawNotice(tx: Tx, noticeId: string, at: number): Promise<void> {
  await tx.updateTable('notices').set({ withdrawn_at: at }).where('notice_id', '=', noticeId).execute()
}

/** Every notice that stands, newest first. */
export function standingNotices(db: Db, at: number): Promise<StoredNotice[]> {
  return db
    .selectFrom('notices')
    .selectAll()
    .where('withdrawn_at', 'is', null)
    .where('until', '>', at)
    .orderBy('at', 'desc')
    .limit(200)
    .execute()
}

/** Notes that the seat has read it; the first time stays. */
export async function addRead(tx: Tx, noticeId: string, read: { seat: string; at: number }): Promise<void> {
  await tx
    .insertInto('notice_reads')
    .values({ notice_id: noticeId, ...read })
    .onConflict((conflict) => conflict.columns(['notice_id', 'seat']).doNothing())
    .execute()
}

/** Who has confirmed each of these notices. */
export async function readsOf(db: Db | Tx, noticeIds: readonly string[]): Promise<ReadonlyMap<string, Reads>> {
  const found = new Map<string, Map<string, number>>(noticeIds.map((id) => [id, new Map()]))
  if (noticeIds.length === 0) return found
  const rows = await db.selectFrom('notice_reads').selectAll().where('notice_id', 'in', noticeIds).execute()
  for (const { notice_id, seat, at } of rows) found.get(notice_id)?.set(seat, at)
  return found
}

/** Writes down what was done or refused. */
export async function addAct(tx: Tx, act: Omit<Selectable<NoticeActsTable>, 'act_id'>): Promise<void> {
  await tx.insertInto('notice_acts').values(act).execute()
}
