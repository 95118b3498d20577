import type { Db, Tx } from '../storage/query.ts'
import { type AuditEntry, type AuditRow, auditHash, type ChainEnd, canonical } from './audit.rules.ts'

/** Adds a row at the end of the trail. Adders wait for each other on the head row, so the trail never forks. */
export async function appendAudit(tx: Tx, said: Omit<AuditEntry, 'seq'>): Promise<void> {
  const head = await tx
    .selectFrom('ticket_audit_head')
    .selectAll()
    .where('id', '=', 1)
    .forUpdate()
    .executeTakeFirstOrThrow()
  const seq = head.seq + 1
  const entry = canonical({ ...said, seq })
  const hash = auditHash(head.hash, entry)
  await tx.insertInto('ticket_audit').values({ seq, ticket_no: said.ticketNo, entry, prev: head.hash, hash }).execute()
  await tx.updateTable('ticket_audit_head').set({ seq, hash }).where('id', '=', 1).execute()
}

/** What was done to a ticket, in order. */
export async function trailOf(db: Db, ticketNo: string): Promise<AuditEntry[]> {
  const rows = await db
    .selectFrom('ticket_audit')
    .select('entry')
    .where('ticket_no', '=', ticketNo)
    .orderBy('seq')
    .execute()
  return rows.map((row) => JSON.parse(row.entry) as AuditEntry)
}

/** Rows read at once. */
const page = 2000

/** The trail from after `seq` on, in order, a page at a time. */
export async function* trailFrom(db: Db, seq: number): AsyncGenerator<readonly AuditRow[]> {
  for (let after = seq; ; ) {
    const rows = await db
      .selectFrom('ticket_audit')
      .selectAll()
      .where('seq', '>', after)
      .orderBy('seq')
      .limit(page)
      .execute()
    const last = rows.at(-1)
    if (!last) return
    yield rows
    after = last.seq
  }
}

/** The end of the trail as it was noted when its last row was added. */
export const trailHead = (db: Db): Promise<ChainEnd> =>
  db.selectFrom('ticket_audit_head').select(['seq', 'hash']).where('id', '=', 1).executeTakeFirstOrThrow()

/** The entries of these rows, by ticket: each row is another ticket's. */
export async function entriesAt(db: Db, seqs: readonly number[]): Promise<ReadonlyMap<string, AuditEntry>> {
  if (seqs.length === 0) return new Map()
  const rows = await db
    .selectFrom('ticket_audit')
    .select(['ticket_no', 'entry'])
    .where('seq', 'in', [...seqs])
    .execute()
  return new Map(rows.map((row) => [row.ticket_no, JSON.parse(row.entry) as AuditEntry]))
}
