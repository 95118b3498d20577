import pg from 'pg'
import { migrations } from '#server/storage/migrations.ts'
import { openStorage, readStorage } from '#server/storage/storage.ts'
import { auditHash, canonical } from '#server/ticket/audit.rules.ts'
import { verifyAudit } from '#server/ticket/audit-check.ts'
import { startPostgres } from '#tests/support/postgres.ts'
import { createTicketBench, goodInput } from '#tests/support/ticket-bench.ts'
import type { Figure } from './figure.ts'

const rows = process.env.LIANXIAN_FULL === '1' ? 1_000_000 : 200_000
const batch = 2000

const fail = (error: Error): never => {
  throw error
}

/** A ticket as it is handed in, and its entry again and again: a trail of the size of a real one. */
async function fill(url: string): Promise<void> {
  const storage = await openStorage({ site: { kind: 'postgres', url }, migrations, onError: fail })
  const bench = createTicketBench(storage)
  const draftId = 'draft-bench-0000001'
  await bench.write(draftId, goodInput)
  await bench.run('ticket.submit', { draftId })
  const first = await storage.db.selectFrom('ticket_audit').selectAll().executeTakeFirstOrThrow()
  const entry = JSON.parse(first.entry) as Record<string, unknown>
  let end = { seq: first.seq, hash: first.hash }
  while (end.seq < rows) {
    const more = Array.from({ length: Math.min(batch, rows - end.seq) }, () => {
      const seq = end.seq + 1
      const row = { seq, ticket_no: first.ticket_no, entry: canonical({ ...entry, seq }), prev: end.hash }
      end = { seq, hash: auditHash(row.prev, row.entry) }
      return { ...row, hash: end.hash }
    })
    await storage.db.insertInto('ticket_audit').values(more).execute()
  }
  await storage.db.updateTable('ticket_audit_head').set(end).execute()
  await storage.close()
}

/** The whole check of the trail on PostgreSQL, beside reading the same rows and doing nothing with them. */
export async function measureAudit(): Promise<Figure[]> {
  const postgres = await startPostgres()
  const url = postgres.url('postgres')
  try {
    await fill(url)
    const client = new pg.Client({ connectionString: url })
    await client.connect()
    const readAt = performance.now()
    for (let after = 0; after < rows; after += batch)
      await client.query('select * from ticket_audit where seq > $1 order by seq limit $2', [after, batch])
    const read = performance.now() - readAt
    await client.end()
    const startedAt = performance.now()
    const report = await readStorage({ site: { kind: 'postgres', url }, onError: fail }, (db) => verifyAudit(db))
    const whole = performance.now() - startedAt
    if (report.brokenAt !== null) throw new Error(`the trail of the bench is broken at ${report.brokenAt.seq}`)
    const figure = (name: string, value: number): Figure => ({
      name,
      value: Math.round(value),
      unit: 'ms',
      better: 'lower',
      target: null,
    })
    return [figure(`audit.verify-${rows}-rows`, whole), figure(`audit.read-${rows}-rows`, read)]
  } finally {
    await postgres.stop()
  }
}
