import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { OpenStorage } from '#server/storage/storage.ts'
import { auditHash } from '#server/ticket/audit.rules.ts'
import { anchorDays, readAnchors } from '#server/ticket/audit-anchors.ts'
import { verifyAudit } from '#server/ticket/audit-check.ts'
import { databases } from '#tests/support/databases.ts'
import { benchTime, createTicketBench, goodInput } from '#tests/support/ticket-bench.ts'

const day = 86_400_000
const whole = { brokenAt: null, changedTickets: [] }

describe.each(databases())('the audit trail and its days on $name', (database) => {
  let storage: OpenStorage
  let count = 0
  beforeAll(async () => {
    await database.start()
    storage = await database.open()
  })
  afterAll(async () => {
    await storage.close()
    await database.stop()
  })
  const open = async () => {
    await sql`alter table ticket_audit disable trigger ticket_audit_append_only`.execute(storage.db)
    await sql`alter table ticket_audit_anchors disable trigger ticket_audit_anchors_append_only`.execute(storage.db)
  }
  const shut = async () => {
    await sql`alter table ticket_audit enable trigger ticket_audit_append_only`.execute(storage.db)
    await sql`alter table ticket_audit_anchors enable trigger ticket_audit_anchors_append_only`.execute(storage.db)
  }
  beforeEach(async () => {
    await open()
    await sql`truncate ticket_loops, tickets, ticket_draft_updates, ticket_drafts, ticket_counters, ticket_audit,
      ticket_audit_anchors cascade`.execute(storage.db)
    await sql`update ticket_audit_head set seq = 0, hash = ''`.execute(storage.db)
    await shut()
  })
  /** Six tickets, two a day. */
  const threeDays = async () => {
    const bench = createTicketBench(storage)
    for (let n = 0; n < 6; n += 1) {
      count += 1
      const draftId = `draft-audit-${String(count).padStart(8, '0')}`
      await bench.write(draftId, goodInput)
      const done = await bench.run('ticket.submit', { draftId }, { at: benchTime + Math.floor(n / 2) * day })
      if (!done.ok) throw new Error(JSON.stringify(done))
    }
  }
  /** Rows two to six, changed and hashed anew with all that follows, the head too: only the anchors know. */
  const forge = async () => {
    const rows = await storage.db.selectFrom('ticket_audit').selectAll().orderBy('seq').execute()
    let prev = rows[0]?.hash ?? ''
    for (const row of rows.slice(1)) {
      const entry = row.seq === 2 ? row.entry.replace('"seat":"8001"', '"seat":"8009"') : row.entry
      const hash = auditHash(prev, entry)
      await storage.db.updateTable('ticket_audit').set({ entry, prev, hash }).where('seq', '=', row.seq).execute()
      prev = hash
    }
    await storage.db.updateTable('ticket_audit_head').set({ hash: prev }).execute()
  }

  it('anchors each day that is over, once, also when two nodes do it together', async () => {
    await threeDays()
    await Promise.all([anchorDays(storage, benchTime + 2 * day), anchorDays(storage, benchTime + 2 * day)])
    expect((await readAnchors(storage.db)).map(({ day: name, seq }) => [name, seq])).toEqual([
      ['2026-11-23', 2],
      ['2026-11-24', 4],
    ])
    await anchorDays(storage, benchTime + 5 * day)
    const anchors = await readAnchors(storage.db)
    expect(anchors.map(({ seq }) => seq)).toEqual([2, 4, 6])
    expect(anchors[2]?.prev).toBe(anchors[1]?.anchor)
    expect(await verifyAudit(storage.db, { now: benchTime + 5 * day })).toEqual(whole)
  })

  it('misses no anchor of today or yesterday, and that of any day before', async () => {
    await threeDays()
    expect(await verifyAudit(storage.db)).toEqual(whole)
    expect((await verifyAudit(storage.db, { now: benchTime + 2 * day })).brokenAt).toMatchObject({
      seq: 2,
      why: 'no-anchor',
    })
    await anchorDays(storage, benchTime + day)
    expect(await verifyAudit(storage.db, { now: benchTime + 2 * day })).toEqual(whole)
    expect((await verifyAudit(storage.db, { now: benchTime + 9 * day })).brokenAt).toMatchObject({ why: 'no-anchor' })
  })

  it('shows a trail that was written anew from some row on, which its own hashes cannot', async () => {
    await threeDays()
    await open()
    await forge()
    expect((await verifyAudit(storage.db)).brokenAt).toBeNull()
    await sql`truncate ticket_audit_anchors`.execute(storage.db)
    await shut()
  })

  it('shows the same by the anchors of its days', async () => {
    await threeDays()
    await anchorDays(storage, benchTime + 5 * day)
    await open()
    await forge()
    await shut()
    expect((await verifyAudit(storage.db)).brokenAt).toMatchObject({ seq: 2, why: 'anchor' })
  })

  it('names the ticket whose further values were changed', async () => {
    await threeDays()
    await storage.db
      .transaction()
      .execute(async (tx) => {
        await sql`alter table ticket_more disable trigger ticket_more_append_only`.execute(tx)
        await sql`update ticket_more set more = '{"lang":"english"}' where ticket_no = 'TJ20261124000001'`.execute(tx)
        expect(await verifyAudit(tx)).toEqual({ brokenAt: null, changedTickets: ['TJ20261124000001'] })
        throw new Error('rolled back')
      })
      .catch((error: Error) => expect(error.message).toBe('rolled back'))
  })

  it('keeps its anchors as it keeps its rows', async () => {
    await threeDays()
    await anchorDays(storage, benchTime + 5 * day)
    await expect(sql`delete from ticket_audit_anchors`.execute(storage.db)).rejects.toThrow('only ever added')
    await expect(sql`update ticket_audit_anchors set hash = ''`.execute(storage.db)).rejects.toThrow('only ever added')
  })

  it('finds every change, removal, exchange and cut at random', async () => {
    await threeDays()
    await anchorDays(storage, benchTime + 5 * day)
    const seq = fc.integer({ min: 1, max: 6 })
    const harm = fc.oneof(
      fc.record({ kind: fc.constantFrom('change' as const, 'remove' as const, 'rename' as const), seq }),
      fc.record({ kind: fc.constantFrom('exchange' as const), seq: fc.integer({ min: 1, max: 5 }) }),
      fc.record({ kind: fc.constantFrom('anchor' as const, 'cut' as const), seq: fc.constantFrom(2, 4, 6) }),
    )
    await open()
    await fc.assert(
      fc.asyncProperty(harm, async ({ kind, seq: at }) => {
        const found = await storage.db
          .transaction()
          .execute(async (tx) => {
            if (kind === 'change')
              await sql`update ticket_audit set entry = replace(entry, '8001', '8009') where seq = ${at}`.execute(tx)
            if (kind === 'remove') await sql`delete from ticket_audit where seq = ${at}`.execute(tx)
            if (kind === 'rename')
              await sql`update ticket_audit set ticket_no = 'TJ20261123999999' where seq = ${at}`.execute(tx)
            if (kind === 'anchor') await sql`update ticket_audit_anchors set hash = 'x' where seq = ${at}`.execute(tx)
            if (kind === 'cut') await sql`delete from ticket_audit_anchors where seq = ${at}`.execute(tx)
            if (kind === 'exchange') {
              await sql`update ticket_audit set seq = 99 where seq = ${at}`.execute(tx)
              await sql`update ticket_audit set seq = ${at} where seq = ${at + 1}`.execute(tx)
              await sql`update ticket_audit set seq = ${at + 1} where seq = 99`.execute(tx)
            }
            const report = await verifyAudit(tx, { now: benchTime + 9 * day })
            throw Object.assign(new Error('rolled back'), { report })
          })
          .catch((error: { report: Awaited<ReturnType<typeof verifyAudit>> }) => error.report)
        expect(found.brokenAt).not.toBeNull()
      }),
      { numRuns: process.env.LIANXIAN_FULL === '1' ? 300 : 30 },
    )
    await shut()
    expect(await verifyAudit(storage.db, { now: benchTime + 9 * day })).toEqual(whole)
  })
})
