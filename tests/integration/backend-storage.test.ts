import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { migrate } from '#server/storage/migration.ts'
import { migrations } from '#server/storage/migrations.ts'
import { type OpenStorage, openStorage, UnfitDatabase } from '#server/storage/storage.ts'
import { databases } from '#tests/support/databases.ts'
import { startPostgres } from '#tests/support/postgres.ts'

describe.each(databases())('Storage on $name', (database) => {
  let storage: OpenStorage
  beforeAll(() => database.start())
  afterAll(() => database.stop())
  beforeEach(async () => {
    storage = await database.open()
  })
  afterEach(() => storage.close())

  it('runs each step of the data model once', async () => {
    const again = await migrate(storage.db as never, migrations)
    expect(again).toEqual([])
    const ran = await sql<{ name: string }>`select name from migrations order by name`.execute(storage.db)
    expect(ran.rows.map((row) => row.name)).toEqual(migrations.map((step) => step.name).sort())
  })

  it('leaves nothing of a data model whose step fails', async () => {
    const broken = [
      { name: '9998-first', up: (db: never) => sql`create table half (x int)`.execute(db).then(() => {}) },
      { name: '9999-second', up: (db: never) => sql`select * from nowhere`.execute(db).then(() => {}) },
    ]
    await expect(migrate(storage.db as never, broken as never)).rejects.toMatchObject({ code: '42P01' })
    await expect(sql`select * from half`.execute(storage.db)).rejects.toMatchObject({ code: '42P01' })
  })

  it('gives values in the same form on both databases', async () => {
    const { rows } = await sql`select 1795448792373::bigint as big, count(*) as n, 2.50::numeric as money,
      date '2026-11-23' as day, timestamptz '2026-11-23 08:00:00+00' as moment, true as yes,
      '{"a":1}'::jsonb as doc from (values (1), (2)) as t (x)`.execute(storage.db)
    expect(rows).toEqual([
      {
        big: 1795448792373,
        n: 2,
        money: '2.50',
        day: '2026-11-23',
        moment: expect.any(String),
        yes: true,
        doc: { a: 1 },
      },
    ])
  })

  it('runs what waits for the commit after the commit, and never after a roll-back', async () => {
    await sql`create table kept (x int)`.execute(storage.db)
    const heard: string[] = []
    await storage.transaction(async ({ tx, afterCommit }) => {
      afterCommit(() => void heard.push('committed'))
      await sql`insert into kept values (1)`.execute(tx)
      expect(heard).toEqual([])
    })
    const failing = storage.transaction(async ({ tx, afterCommit }) => {
      afterCommit(() => void heard.push('never'))
      await sql`insert into kept values (2)`.execute(tx)
      throw new Error('no')
    })
    await expect(failing).rejects.toThrow('no')
    expect(heard).toEqual(['committed'])
    expect((await sql`select x from kept`.execute(storage.db)).rows).toEqual([{ x: 1 }])
  })

  it('keeps transactions apart that run at the same time', async () => {
    await sql`create table counter (n int)`.execute(storage.db)
    await sql`insert into counter values (0)`.execute(storage.db)
    const add = () =>
      storage.transaction(async ({ tx }) => {
        const { rows } = await sql<{ n: number }>`select n from counter for update`.execute(tx)
        await sql`update counter set n = ${(rows[0]?.n ?? 0) + 1}`.execute(tx)
      })
    await Promise.all(Array.from({ length: 20 }, add))
    expect((await sql`select n from counter`.execute(storage.db)).rows).toEqual([{ n: 20 }])
  })

  it('never lets a stored call event be changed, removed or cut off', async () => {
    await sql`insert into call_events (call_id, at, type, event) values ('c', 1, 'queued', '{}')`.execute(storage.db)
    for (const attack of [sql`update call_events set at = 2`, sql`delete from call_events`, sql`truncate call_events`])
      await expect(attack.execute(storage.db)).rejects.toMatchObject({ code: 'P0001' })
  })
})

describe('A PostgreSQL server that cannot search Chinese', () => {
  it('is refused with a sentence that says what it needs', async () => {
    const cluster = await startPostgres('C')
    try {
      const opening = openStorage({
        site: { kind: 'postgres', url: cluster.url('postgres') },
        migrations,
        onError: () => {},
      })
      await expect(opening).rejects.toBeInstanceOf(UnfitDatabase)
    } finally {
      await cluster.stop()
    }
  })
})
