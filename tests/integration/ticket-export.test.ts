import { randomUUID } from 'node:crypto'
import { strFromU8, unzipSync } from 'fflate'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { RouteAnswer } from '#server/ports/routes.ts'
import type { OpenStorage } from '#server/storage/storage.ts'
import { exportListSchema } from '#shared/contract/rest/exports.schema.ts'
import { noNarrowing } from '#shared/contract/rest/narrowing.schema.ts'
import { topics } from '#shared/contract/socket/topics.ts'
import type { Role } from '#shared/seat/seat-state.ts'
import { exportOpenMs } from '#shared/ticket/export.rules.ts'
import type { DraftInput } from '#shared/ticket-draft/draft-fields.ts'
import { databases } from '#tests/support/databases.ts'
import { benchTime, createTicketBench, goodInput } from '#tests/support/ticket-bench.ts'

const supervisor = { seat: '6301', role: 'supervisor' as Role }
const lead = { seat: '7001', role: 'lead' as Role }
const filter = { q: '', status: [], due: null, supervised: false, within: noNarrowing } as const

async function bytesOf({ file }: RouteAnswer): Promise<Uint8Array> {
  const parts: Uint8Array[] = []
  for await (const part of file?.body ?? []) parts.push(part)
  return Buffer.concat(parts)
}
const sheetOf = async (answer: RouteAnswer) =>
  strFromU8(unzipSync(await bytesOf(answer))['xl/worksheets/sheet1.xml'] ?? new Uint8Array())

describe.each(databases())('exports of lists on $name', (database) => {
  let storage: OpenStorage
  let bench: ReturnType<typeof createTicketBench>
  beforeAll(async () => {
    await database.start()
    storage = await database.open()
    bench = createTicketBench(storage)
  })
  afterAll(async () => {
    await storage.close()
    await database.stop()
  })
  const submit = async (input: Partial<DraftInput>) => {
    const draftId = randomUUID()
    await bench.write(draftId, { ...goodInput, ...input })
    const done = await bench.run('ticket.submit', { draftId })
    if (!done.ok) throw new Error(JSON.stringify(done))
    return done.result.ticketNo
  }
  const ask = async (by = supervisor, within = noNarrowing) => {
    const done = await bench.run('export.ask', { purpose: '十一月分析', filter: { ...filter, within } }, by)
    if (!done.ok) throw new Error(JSON.stringify(done))
    return done.result.id
  }
  const decide = async (id: string, by = lead, approve = true) => {
    const done = await bench.run('export.decide', { id, approve }, by)
    if (!done.ok) await storage.transaction(({ tx }) => done.note?.(tx) ?? Promise.resolve())
    return done
  }
  const fetchFile = (id: string, by = supervisor, at = benchTime) =>
    bench.get('/api/exports/:id/file', { ...by, id, at })
  const notes = async (id: string) =>
    (
      await storage.db
        .selectFrom('ticket_export_notes')
        .selectAll()
        .where('export_id', '=', id)
        .orderBy('seq')
        .execute()
    ).map(({ what, seat, detail }) => ({ what, seat, detail: JSON.parse(detail) as Record<string, unknown> }))

  it('are had by who asked, after another person agreed, masked, and it is written down which tickets are in them', async () => {
    const open = await submit({ title: '=1+1', phone: '13800001234' })
    const shut = await submit({ confidential: true, phone: '13800005678' })
    const id = await ask()
    expect((await fetchFile(id)).status).toBe(403)
    expect(await decide(id)).toEqual({ ok: true, result: {} })
    const answer = await fetchFile(id)
    expect(answer).toMatchObject({ status: 200, file: { name: `lianxian-tickets-${id}.xlsx` } })
    const sheet = await sheetOf(answer)
    expect(sheet).toContain(open)
    expect(sheet).toContain('138****1234')
    expect(sheet).toContain('=1+1')
    expect(sheet).not.toContain('13800001234')
    expect(sheet).not.toContain('138****5678')
    const said = await notes(id)
    expect(said.map(({ what, seat }) => [what, seat])).toEqual([
      ['asked', '6301'],
      ['denied', '6301'],
      ['approved', '7001'],
      ['fetched', '6301'],
    ])
    expect(said.at(-1)?.detail.tickets).toEqual([shut, open])
    await expect(sql`delete from ticket_export_notes`.execute(storage.db)).rejects.toThrow()
  })

  it('hold no more than the list they were asked of: of its place alone', async () => {
    const there = await submit({ place: '120103001', leadUnit: 'D120103-cgw' })
    const elsewhere = await submit({})
    const id = await ask(supervisor, { ...noNarrowing, place: '120103' })
    await decide(id)
    const sheet = await sheetOf(await fetchFile(id))
    expect(sheet).toContain(there)
    expect(sheet).not.toContain(elsewhere)
  })

  it('are decided on by nobody for himself, and once', async () => {
    const id = await ask()
    expect(await decide(id, supervisor)).toMatchObject({ reason: 'forbidden', faults: [{ rule: 'own-request' }] })
    expect(await decide(id, lead, false)).toMatchObject({ ok: true })
    expect(await decide(id, { seat: '7002', role: 'lead' })).toMatchObject({ reason: 'conflict' })
    expect((await fetchFile(id)).status).toBe(403)
    expect((await notes(id)).map(({ what }) => what)).toEqual(['asked', 'denied', 'refused', 'denied', 'denied'])
    expect(await decide(randomUUID())).toMatchObject({ reason: 'not-found' })
  })

  it('are decided on once, also when two agree in the same moment', async () => {
    const id = await ask()
    const both = await Promise.all([decide(id), decide(id, { seat: '7002', role: 'lead' })])
    expect(both.filter(({ ok }) => ok)).toHaveLength(1)
  })

  it('are nobody else’s, and are over after a day', async () => {
    const id = await ask()
    await decide(id)
    expect((await fetchFile(id, { seat: '6302', role: 'supervisor' })).status).toBe(403)
    expect((await fetchFile(id, supervisor, benchTime + exportOpenMs)).status).toBe(403)
    expect((await fetchFile('nothing')).status).toBe(404)
    expect((await fetchFile(id)).status).toBe(200)
  })

  it('are listed to who asked, and to who may decide', async () => {
    const id = await ask({ seat: '6001', role: 'dispatcher' })
    const list = async (by: { seat: string; role: Role }) => {
      const { body } = await bench.get('/api/exports', by)
      return exportListSchema.parse(body).exports.find((one) => one.id === id)
    }
    expect(await list({ seat: '6001', role: 'dispatcher' })).toMatchObject({ state: 'waits', mayDecide: false })
    expect(await list({ seat: '6101', role: 'reviewer' })).toBeUndefined()
    expect(await list(lead)).toMatchObject({ mayDecide: true, mayFetch: false, purpose: '十一月分析' })
  })

  it('tell who asks and who decides that something moved, and nothing of what; a refused try tells nothing', async () => {
    const told = () => bench.published.filter(({ name }) => name === 'export-changes')
    const before = told().length
    const id = await ask()
    expect(told()).toHaveLength(before + 1)
    await decide(id, supervisor)
    await fetchFile(id)
    expect(told()).toHaveLength(before + 1)
    await decide(id)
    await fetchFile(id)
    expect(told()).toHaveLength(before + 3)
    expect(told().at(-1)).toEqual({ name: 'export-changes', id: '', set: [['last', { at: benchTime }]], gone: [] })
    expect([...topics['export-changes'].roles].sort()).toEqual(['dispatcher', 'lead', 'reviewer', 'supervisor'])
  })

  it('hold a thousand tickets and say that there were more', async () => {
    await submit({})
    const more = (table: string, set: string) =>
      sql`insert into ${sql.table(table)} select (jsonb_populate_record(null::${sql.table(table)}, to_jsonb(t) || ${sql.raw(set)})).*
        from (select * from ${sql.table(table)} limit 1) t, generate_series(1, 1001) n`.execute(storage.db)
    await more('ticket_drafts', `jsonb_build_object('draft_id', 'fill-' || n)`)
    await more(
      'tickets',
      `jsonb_build_object('draft_id', 'fill-' || n, 'ticket_no', 'TJ20250101' || lpad(n::text, 6, '0'))`,
    )
    const id = await ask()
    await decide(id)
    const sheet = await sheetOf(await fetchFile(id))
    expect(sheet.match(/<row /g)?.length).toBe(1001)
    expect((await notes(id)).at(-1)?.detail.cut).toBe(true)
  })
})
