import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { migrations } from '#server/storage/migrations.ts'
import { type OpenStorage, openStorage } from '#server/storage/storage.ts'
import { verifyAudit } from '#server/ticket/audit-check.ts'
import { takeTicketNo } from '#server/ticket/ticket.repository.ts'
import { type PrivatePostgres, testPostgres } from '#tests/support/postgres.ts'
import { benchTime, createTicketBench, goodInput } from '#tests/support/ticket-bench.ts'

const numbersOf = (day: string, count: number) =>
  Array.from({ length: count }, (_, at) => `TJ${day}${String(at + 1).padStart(6, '0')}`)

describe('ticket numbers of two nodes on one PostgreSQL', () => {
  let cluster: PrivatePostgres
  let nodes: OpenStorage[]
  beforeAll(async () => {
    cluster = await testPostgres()
    const name = `lianxian_numbers_${process.pid}`
    const admin = new pg.Client({ connectionString: cluster.url('postgres') })
    await admin.connect()
    await admin.query(`drop database if exists ${name}`)
    await admin.query(`create database ${name}`)
    await admin.end()
    const onError = (error: Error) => {
      throw error
    }
    const site = { kind: 'postgres', url: cluster.url(name) } as const
    // At once: the second waits until the first has brought the data model up.
    nodes = await Promise.all([1, 2].map(() => openStorage({ site, migrations, onError })))
  })
  afterAll(async () => {
    await Promise.all(nodes.map((node) => node.close()))
    await cluster.stop()
  })

  it('are given once each and without a gap, across midnight, and leave the trail whole', async () => {
    const benches = nodes.map((node) => createTicketBench(node))
    /** 24 November 2026, 00:00 in the hall. */
    const midnight = Date.UTC(2026, 10, 23, 16)
    const each = 20
    const submitted = benches.flatMap((bench, node) =>
      Array.from({ length: each }, async (_, at) => {
        const draftId = `node-${node}-draft-${String(at).padStart(6, '0')}`
        await bench.write(draftId, goodInput)
        const done = await bench.run('ticket.submit', { draftId }, { at: midnight + (at % 2 === 0 ? -1 : 1) })
        if (!done.ok) throw new Error(JSON.stringify(done))
        return done.result.ticketNo
      }),
    )
    const given = (await Promise.all(submitted)).sort()
    expect(given).toEqual([...numbersOf('20261123', each), ...numbersOf('20261124', each)])
    const db = (nodes[0] as OpenStorage).db
    expect(await verifyAudit(db)).toEqual({ brokenAt: null, changedTickets: [] })
  })

  it('come back when the transaction that took one is rolled back, and the others go on', async () => {
    const at = benchTime + 7 * 24 * 3_600_000
    const taken = await Promise.all(
      Array.from({ length: 24 }, (_, turn) =>
        (nodes[turn % 2] as OpenStorage)
          .transaction(async ({ tx }) => {
            const ticketNo = await takeTicketNo(tx, at)
            if (turn % 3 === 0) throw new Error('lost')
            return ticketNo
          })
          .catch(({ message }: Error) => message),
      ),
    )
    expect(taken.filter((one) => one === 'lost')).toHaveLength(8)
    expect(taken.filter((one) => one !== 'lost').sort()).toEqual(numbersOf('20261130', 16))
  })
})
