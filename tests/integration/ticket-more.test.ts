import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import type { OpenStorage } from '#server/storage/storage.ts'
import { type TicketDetail, ticketDetailSchema } from '#shared/contract/rest/tickets.schema.ts'
import type { Role } from '#shared/seat/seat-state.ts'
import type { MoreValues } from '#shared/ticket/more-values.ts'
import { createDraftDocs, writeField, writeText } from '#shared/ticket-draft/draft-docs.ts'
import type { DraftField, DraftInput } from '#shared/ticket-draft/draft-fields.ts'
import { databases } from '#tests/support/databases.ts'
import { benchTime, createTicketBench, goodInput } from '#tests/support/ticket-bench.ts'

describe.each(databases())('what a ticket says besides, on $name', (database) => {
  let storage: OpenStorage
  let bench: ReturnType<typeof createTicketBench>
  beforeAll(async () => {
    await database.start()
    storage = await database.open()
  })
  afterAll(async () => {
    await storage.close()
    await database.stop()
  })
  beforeEach(() => {
    bench = createTicketBench(storage)
  })

  const write = (draftId: string, { more = {}, ...input }: Partial<DraftInput>, seat = '8001') =>
    bench.write(draftId, { ...goodInput, ...input, ...more } as Partial<DraftInput>, seat)
  const submit = async (more: MoreValues, input: Partial<DraftInput> = {}) => {
    const draftId = randomUUID()
    await write(draftId, { ...input, more })
    const done = await bench.run('ticket.submit', { draftId })
    if (!done.ok) throw new Error(JSON.stringify(done))
    return { draftId, ticketNo: done.result.ticketNo }
  }
  const read = async (no: string, seat: string, role: Role = 'agent'): Promise<TicketDetail> =>
    ticketDetailSchema.parse((await bench.get('/api/tickets/:no', { no, seat, role })).body)

  it('is kept, the person sealed, and masked for whoever reads', async () => {
    const { ticketNo } = await submit({
      demand: '退费',
      idType: 'id-card',
      idNo: '11010519491231002x',
      phone2: '13900001234',
      riskTags: 'life,group',
    })
    const row = await storage.db
      .selectFrom('ticket_more')
      .selectAll()
      .where('ticket_no', '=', ticketNo)
      .executeTakeFirstOrThrow()
    expect(row.more).not.toContain('1101051949')
    expect(row.person_more).not.toContain('1101051949')
    const seen = await read(ticketNo, '8001')
    expect(seen.more).toMatchObject({
      demand: '退费',
      idNo: '**************002X',
      phone2: '139****1234',
      riskTags: 'life,group',
      channel: 'phone',
    })
    await expect(
      storage.db.updateTable('ticket_more').set({ more: '{}' }).where('ticket_no', '=', ticketNo).execute(),
    ).rejects.toThrow('only ever added')
  })

  it('tells nobody but the seat of a confidential ticket how to reach the caller', async () => {
    const { ticketNo } = await submit({ phone2: '13900001234', lang: 'english' }, { confidential: true })
    const lead = await read(ticketNo, '7001', 'lead')
    expect(lead.more.phone2).toBe(undefined)
    expect(lead.more.lang).toBe('english')
  })

  it('names the broken rule at its field and stores nothing', async () => {
    const draftId = randomUUID()
    await write(draftId, { callerKind: 'company', more: { enterpriseName: '某公司', uscc: '91120104MA9FAKE13L' } })
    expect(await bench.run('ticket.submit', { draftId })).toEqual({
      ok: false,
      reason: 'bad-input',
      faults: [{ field: 'uscc', rule: 'credit-code' }],
    })
  })

  it('stores texts without what nobody sees, and scripts as the text they are', async () => {
    const content = '市民来电反映：\u0000路灯\u200B不亮，<script>alert(1)</script>，已有一周。诉求：维修。'
    const { ticketNo } = await submit({}, { content, title: '路灯\u202E不亮', phone: '１３８００００１２３４' })
    const seen = await read(ticketNo, '8001')
    expect(seen.content).toBe('市民来电反映：路灯不亮，<script>alert(1)</script>，已有一周。诉求：维修。')
    expect(seen).toMatchObject({ title: '路灯不亮', phone: '138****1234' })
  })

  it('does not take twenty signs nobody sees for a content', async () => {
    const draftId = randomUUID()
    await write(draftId, { content: '\u200B'.repeat(40) })
    expect(await bench.run('ticket.submit', { draftId })).toMatchObject({
      faults: [{ field: 'content', rule: 'required' }],
    })
  })

  const refused = async (make: (docs: ReturnType<typeof createDraftDocs>) => void) => {
    const docs = createDraftDocs()
    make(docs)
    const update = Buffer.from(Y.encodeStateAsUpdate(docs.matter)).toString('base64')
    return bench.run('draft.update', { draftId: randomUUID(), doc: 'matter', callId: null, update })
  }
  it('refuses 100 kB in a text and in a field', async () => {
    const long = 'a'.repeat(100_000)
    expect(await refused((docs) => writeText(docs, 'content', long))).toMatchObject({ ok: false, reason: 'bad-input' })
    const entry = { value: long, by: '8001', at: benchTime, source: 'typed' } as const
    expect(await refused((docs) => writeField(docs, 'demand', entry))).toMatchObject({ ok: false, reason: 'bad-input' })
  })

  it('takes no value of the person in the document that experts read', async () => {
    const entry = { value: 'x', by: '8001', at: benchTime, source: 'typed' }
    expect(await refused((docs) => docs.matter.getMap('fields').set('idNo' satisfies DraftField, entry))).toMatchObject(
      {
        ok: false,
        reason: 'bad-input',
      },
    )
  })

  describe('parted tickets 拆单', () => {
    it('name each other, whichever is handed in first', async () => {
      const first = randomUUID()
      await write(first, {})
      const second = await submit({ splitOf: first }, { title: '第二件事' })
      const third = await submit({ splitOf: first }, { title: '第三件事' })
      const done = await bench.run('ticket.submit', { draftId: first })
      const firstNo = done.ok ? done.result.ticketNo : ''
      const names = async (no: string) => (await read(no, '8001')).splits.map(({ ticketNo }) => ticketNo)
      expect(await names(firstNo)).toEqual([second.ticketNo, third.ticketNo])
      expect(await names(second.ticketNo)).toEqual([third.ticketNo, firstNo])
    })

    it("are not parted from another seat's draft, and are not lost over it", async () => {
      const other = randomUUID()
      await write(other, {}, '8002')
      const mine = await submit({ splitOf: other })
      expect((await read(mine.ticketNo, '7001', 'lead')).splits).toEqual([])
      await bench.run('ticket.submit', { draftId: other }, { seat: '8002' })
      expect((await read(mine.ticketNo, '7001', 'lead')).splits).toEqual([])
    })
  })
})
