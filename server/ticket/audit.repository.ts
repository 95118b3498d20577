import type { Db, Tx } from '../storage/query.ts'
import { type AuditEntry, auditHash, canonical, firstBrokenLink } from './audit.rules.ts'

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

/** Proves the trail and that each ticket still is what its last entry says, none missing and none slipped in. */
export async function verifyAudit(db: Db): Promise<{ brokenAt: number | null; changedTickets: string[] }> {
  const rows = await db.selectFrom('ticket_audit').selectAll().orderBy('seq').execute()
  const head = await db.selectFrom('ticket_audit_head').selectAll().executeTakeFirstOrThrow()
  const last = new Map(rows.map((row) => [row.ticket_no, JSON.parse(row.entry) as AuditEntry]))
  const tickets = await db.selectFrom('tickets').selectAll().execute()
  const stored = new Map(tickets.map(({ bigrams: _, ...row }) => [row.ticket_no, canonical(row)]))
  const loops = new Map(
    (await db.selectFrom('ticket_loops').select(['ticket_no', 'state']).execute()).map((row) => [
      row.ticket_no,
      canonical(JSON.parse(row.state)),
    ]),
  )
  const numbers = new Set([...last.keys(), ...stored.keys(), ...loops.keys()])
  const changedTickets = [...numbers].filter((no) => {
    const entry = last.get(no)
    if (entry === undefined || canonical(entry.row) !== stored.get(no)) return true
    return (entry.loop === undefined ? undefined : canonical(entry.loop)) !== loops.get(no)
  })
  return { brokenAt: firstBrokenLink(rows, head), changedTickets }
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
