import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import type { OpenStorage } from '#server/storage/storage.ts'
import { verifyAudit } from '#server/ticket/audit-check.ts'
import { callerHistory } from '#server/ticket/caller-history.ts'
import { ticketDetailSchema, ticketListSchema } from '#shared/contract/rest/tickets.schema.ts'
import type { Role } from '#shared/seat/seat-state.ts'
import { createDraftDocs, writeText } from '#shared/ticket-draft/draft-docs.ts'
import { databases } from '#tests/support/databases.ts'
import { benchTime, createTicketBench, goodInput, updatesOf } from '#tests/support/ticket-bench.ts'

describe.each(databases())('tickets on $name', (database) => {
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
  beforeEach(async () => {
    await sql`alter table ticket_audit disable trigger ticket_audit_append_only`.execute(storage.db)
    await sql`truncate ticket_tasks, ticket_loops, tickets, ticket_draft_updates, ticket_drafts, ticket_counters, ticket_audit cascade`.execute(
      storage.db,
    )
    await sql`update ticket_audit_head set seq = 0, hash = ''`.execute(storage.db)
    await sql`alter table ticket_audit enable trigger ticket_audit_append_only`.execute(storage.db)
    bench = createTicketBench(storage)
  })

  let count = 0
  const newId = () => {
    count += 1
    return `draft-${String(count).padStart(12, '0')}`
  }
  const submitGood = async (input = {}, seat = '8001') => {
    const draftId = newId()
    await bench.write(draftId, { ...goodInput, ...input }, seat)
    const done = await bench.run('ticket.submit', { draftId }, { seat })
    if (!done.ok) throw new Error(JSON.stringify(done))
    return { draftId, ticketNo: done.result.ticketNo }
  }
  const matterUpdate = (title: string) => {
    const docs = createDraftDocs()
    writeText(docs, 'title', title)
    return Buffer.from(Y.encodeStateAsUpdate(docs.matter)).toString('base64')
  }
  const update = (draftId: string, seat = '8001', base64 = matterUpdate('标题')) =>
    bench.run('draft.update', { draftId, doc: 'matter', callId: null, update: base64 }, { seat })

  describe('submitting', () => {
    it('stores the ticket, numbers it and tells the seat', async () => {
      const { draftId, ticketNo } = await submitGood()
      expect(ticketNo).toBe('TJ20261123000001')
      const row = await storage.db.selectFrom('tickets').selectAll().executeTakeFirstOrThrow()
      expect(row).toMatchObject({
        ticket_no: ticketNo,
        seat: '8001',
        status: 'TO_DISPATCH',
        urgency: 'normal',
        matter: '010201',
      })
      expect(bench.published.at(-1)).toMatchObject({ name: 'drafts', id: '8001', set: [[draftId, { ticketNo }]] })
    })

    it('is done once for one draft, however often it is asked for', async () => {
      const { draftId, ticketNo } = await submitGood()
      const again = await bench.run('ticket.submit', { draftId })
      expect(again).toEqual({ ok: true, result: { ticketNo } })
      expect(await storage.db.selectFrom('tickets').selectAll().execute()).toHaveLength(1)
    })

    it('makes two tickets of two drafts with the same content', async () => {
      const one = await submitGood()
      const two = await submitGood()
      expect(two.ticketNo).toBe('TJ20261123000002')
      expect(one.ticketNo).not.toBe(two.ticketNo)
    })

    it('names each broken rule at its field and stores nothing', async () => {
      const draftId = newId()
      await bench.write(draftId, {
        ...goodInput,
        place: '120102',
        phone: '12',
        content: '身份证号11010519491231002X，请尽快办理，谢谢。',
        leadUnit: '',
      })
      expect(await bench.run('ticket.submit', { draftId })).toEqual({
        ok: false,
        reason: 'bad-input',
        faults: [
          { field: 'place', rule: 'not-street' },
          { field: 'phone', rule: 'phone-form' },
          { field: 'content', rule: 'id-number' },
          { field: 'leadUnit', rule: 'required' },
        ],
      })
      expect(await storage.db.selectFrom('ticket_counters').selectAll().execute()).toEqual([])
    })

    it('counts without gaps or doubles when many are handed in at once', async () => {
      const drafts = await Promise.all(
        Array.from({ length: 12 }, async () => {
          const draftId = newId()
          await bench.write(draftId, goodInput)
          return draftId
        }),
      )
      const results = await Promise.all(drafts.map((draftId) => bench.run('ticket.submit', { draftId })))
      const numbers = results.map((one) => (one.ok ? one.result.ticketNo : one.reason)).sort()
      expect(numbers).toEqual(Array.from({ length: 12 }, (_, n) => `TJ20261123${String(n + 1).padStart(6, '0')}`))
      expect(await verifyAudit(storage.db)).toEqual({ brokenAt: null, changedTickets: [] })
    })

    it('gives a number back when the transaction is rolled back', async () => {
      const draftId = newId()
      await bench.write(draftId, goodInput)
      const broken = createTicketBench({
        db: storage.db,
        transaction: (work) =>
          storage.transaction(async (given) => {
            await work(given)
            throw new Error('the power failed')
          }),
      })
      await expect(broken.run('ticket.submit', { draftId })).rejects.toThrow('the power failed')
      expect(broken.published).toEqual([])
      expect(await bench.run('ticket.submit', { draftId })).toMatchObject({ result: { ticketNo: 'TJ20261123000001' } })
    })

    it('keeps the name, the phone and the address unreadable in the database', async () => {
      await submitGood({ address: '八纬路12号3门' })
      const dump = JSON.stringify([
        await storage.db.selectFrom('tickets').selectAll().execute(),
        await storage.db.selectFrom('ticket_audit').selectAll().execute(),
        await storage.db.selectFrom('ticket_drafts').selectAll().execute(),
        await storage.db.selectFrom('ticket_draft_updates').selectAll().execute(),
      ])
      for (const secret of ['13800001234', '王女士', '八纬路12号3门']) {
        expect(dump).not.toContain(secret)
        expect(dump).not.toContain(Buffer.from(secret).toString('base64').slice(2, -4))
      }
    })
  })

  describe('a draft on the server', () => {
    it('belongs to the seat that made it', async () => {
      const draftId = newId()
      await update(draftId)
      expect(await update(draftId, '8002')).toMatchObject({ ok: false, reason: 'forbidden' })
      expect(await bench.run('draft.discard', { draftId }, { seat: '8002' })).toMatchObject({ reason: 'forbidden' })
      expect(await bench.run('ticket.submit', { draftId }, { seat: '8002' })).toMatchObject({ reason: 'forbidden' })
      expect(await bench.topics.draft.allow({ seat: '8002', role: 'agent' }, draftId)).toBe(false)
      expect(await bench.topics.draft.allow({ seat: '8001', role: 'agent' }, draftId)).toBe(true)
      // Nobody waits under a draft's id for what another seat will write there.
      expect(await bench.topics.draft.allow({ seat: '8002', role: 'agent' }, newId())).toBe(false)
    })

    it('refuses a value that names another author', async () => {
      const { matter } = updatesOf({ type: 'help' }, '8002')
      expect(await update(newId(), '8001', matter)).toMatchObject({ ok: false, reason: 'forbidden' })
    })

    it('refuses bytes that are no update, and stores nothing of them', async () => {
      const draftId = newId()
      const refused = await update(draftId, '8001', 'AAECAwQF')
      expect(refused).toMatchObject({
        ok: false,
        reason: 'bad-input',
        faults: [{ field: 'update', rule: 'malformed' }],
      })
    })

    it('refuses updates and discarding once it is handed in', async () => {
      const { draftId } = await submitGood()
      expect(await update(draftId)).toMatchObject({ ok: false, reason: 'conflict' })
      expect(await bench.run('draft.discard', { draftId })).toMatchObject({ ok: false, reason: 'conflict' })
    })

    it('refuses updates and submitting once it is thrown away, and leaves the list', async () => {
      const draftId = newId()
      await update(draftId)
      expect(await bench.run('draft.discard', { draftId })).toMatchObject({ ok: true })
      expect(bench.published.at(-1)).toMatchObject({ name: 'drafts', gone: [draftId] })
      expect(await update(draftId)).toMatchObject({ reason: 'conflict' })
      expect(await bench.run('ticket.submit', { draftId })).toMatchObject({ reason: 'conflict' })
      expect(await bench.topics.drafts.load('8001')).toEqual([])
    })

    it('is listed to its seat alone', async () => {
      expect(await bench.topics.drafts.allow({ seat: '8001', role: 'agent' }, '8001')).toBe(true)
      expect(await bench.topics.drafts.allow({ seat: '7001', role: 'lead' }, '8001')).toBe(false)
    })

    it('comes back whole from the database', async () => {
      const draftId = newId()
      await bench.write(draftId, goodInput)
      const rows = await bench.topics.draft.load(draftId)
      expect(rows.map(([key]) => key)).toEqual(['matter', 'person'])
      const list = await bench.topics.drafts.load('8001')
      expect(list).toEqual([[draftId, expect.objectContaining({ title: goodInput.title, ticketNo: null })]])
    })

    it("is tied to a call only where the call is its seat's own", async () => {
      for (const [callId, kept] of [
        ['own-1', 'own-1'],
        ['other', null],
      ] as const) {
        const draftId = newId()
        await bench.run('draft.update', { draftId, doc: 'matter', callId, update: matterUpdate('x') })
        expect((await bench.topics.drafts.load('8001')).find(([key]) => key === draftId)?.[1].callId).toBe(kept)
      }
    })
  })

  describe('the audit trail', () => {
    const tamper = async (change: () => Promise<unknown>) => {
      await sql`alter table ticket_audit disable trigger ticket_audit_append_only`.execute(storage.db)
      await change()
      return verifyAudit(storage.db)
    }

    it('cannot be changed, emptied or shortened through SQL', async () => {
      await submitGood()
      await expect(sql`update ticket_audit set entry = '{}'`.execute(storage.db)).rejects.toThrow('only ever added')
      await expect(sql`delete from ticket_audit`.execute(storage.db)).rejects.toThrow('only ever added')
      await expect(sql`truncate ticket_audit`.execute(storage.db)).rejects.toThrow('only ever added')
    })

    it('shows an entry that was changed', async () => {
      for (let n = 0; n < 3; n += 1) await submitGood()
      const found = await tamper(() =>
        sql`update ticket_audit set entry = replace(entry, '8001', '8002') where seq = 2`.execute(storage.db),
      )
      expect(found.brokenAt).toMatchObject({ seq: 2, why: 'changed' })
    })

    it('shows that its end was cut off', async () => {
      for (let n = 0; n < 3; n += 1) await submitGood()
      const found = await tamper(() => sql`delete from ticket_audit where seq = 3`.execute(storage.db))
      expect(found.brokenAt).toMatchObject({ seq: 3, why: 'cut' })
    })

    it('shows a ticket that was changed, removed or slipped in past it', async () => {
      const one = await submitGood()
      const two = await submitGood()
      await sql`update tickets set title = '别的' where ticket_no = ${one.ticketNo}`.execute(storage.db)
      expect((await verifyAudit(storage.db)).changedTickets).toEqual([one.ticketNo])
      await sql`delete from ticket_flags where ticket_no = ${two.ticketNo}`.execute(storage.db)
      await sql`delete from ticket_loops where ticket_no = ${two.ticketNo}`.execute(storage.db)
      // Rows of ticket_more are only ever added: who slips one out has to take the guard away.
      await sql`alter table ticket_more disable trigger ticket_more_append_only`.execute(storage.db)
      await sql`delete from ticket_more where ticket_no = ${two.ticketNo}`.execute(storage.db)
      await sql`alter table ticket_more enable trigger ticket_more_append_only`.execute(storage.db)
      await sql`delete from tickets where ticket_no = ${two.ticketNo}`.execute(storage.db)
      expect((await verifyAudit(storage.db)).changedTickets).toEqual([one.ticketNo, two.ticketNo])
    })
  })

  describe('finding tickets', () => {
    const titles = async (query: unknown, by: { seat?: string; role?: 'agent' | 'lead' | 'unit' } = {}) => {
      const answer = await bench.get('/api/tickets', { query, ...by })
      return ticketListSchema.parse(answer.body).tickets.map((ticket) => ticket.title)
    }
    beforeEach(async () => {
      await submitGood()
      await submitGood({ title: '南开区某小区供热不热', phone: '022-23456789' })
      await submitGood({ title: '别的座席的工单' }, '8002')
    })

    it('finds by number, by words of the title or content, and by phone', async () => {
      expect(await titles({ q: 'TJ20261123000002' })).toEqual(['南开区某小区供热不热'])
      expect(await titles({ q: 'tj2026' })).toHaveLength(2)
      expect(await titles({ q: '供热' })).toEqual(['南开区某小区供热不热'])
      expect(await titles({ q: '路灯 大王庄' })).toEqual([goodInput.title])
      expect(await titles({ q: '夜间出行' })).toHaveLength(2)
      expect(await titles({ q: '热' })).toEqual(['南开区某小区供热不热'])
      expect(await titles({ q: '138 0000 1234' })).toEqual([goodInput.title])
      expect(await titles({ q: '02223456789' })).toEqual(['南开区某小区供热不热'])
      expect(await titles({ q: '000002' })).toEqual(['南开区某小区供热不热'])
      expect(await titles({ q: '没有这样的' })).toEqual([])
    })

    it('finds by the words of a sentence, by the sentence itself where it stands between quotation marks, and says what it took', async () => {
      const asked = async (q: string) => {
        const { tickets, understood } = ticketListSchema.parse((await bench.get('/api/tickets', { query: { q } })).body)
        return { titles: tickets.map(({ title }) => title), understood }
      }
      expect(await asked('小区路灯十余盏不亮了')).toEqual({
        titles: expect.arrayContaining([goodInput.title]),
        understood: { by: 'words', words: ['小区', '路灯', '十余', '盏', '不亮'] },
      })
      expect((await asked('“小区路灯十余盏不亮了”')).titles).toEqual([])
      expect((await asked('TJ2026')).understood).toEqual({ by: 'number' })
      expect((await asked('13800001234')).understood).toEqual({ by: 'digits', phone: true })
      expect((await asked('000002')).understood).toEqual({ by: 'digits', phone: false })
      expect((await asked(' ')).understood).toEqual({ by: 'all' })
    })

    it('is narrowed to a place with all in it, a unit, and days with both ends in them', async () => {
      await submitGood({ title: '河西区的工单', place: '120103001', leadUnit: 'D120103-cgw' })
      const all = await titles({})
      const inHexi = ['河西区的工单']
      expect(await titles({ place: '120103' })).toEqual(inHexi)
      expect(await titles({ place: '120103001' })).toEqual(inHexi)
      expect(await titles({ place: '120102' })).toEqual(all.filter((title) => title !== inHexi[0]))
      expect(await titles({ place: '120103001001' })).toEqual([])
      expect(await titles({ from: '2026-11-23', to: '2026-11-23' })).toEqual(all)
      expect(await titles({ from: '2026-11-24' })).toEqual([])
      expect(await titles({ to: '2026-11-22' })).toEqual([])
      const ticketNo = ticketListSchema.parse((await bench.get('/api/tickets', { query: { place: '120103' } })).body)
        .tickets[0]?.ticketNo
      const by = { seat: '7101', role: 'dispatcher' as Role }
      const sent = {
        ticketNo,
        rev: 1,
        act: { act: 'dispatch', unit: 'D120103-cgw', complex: false, basis: '派单目录' },
      }
      expect(await bench.run('ticket.act', sent as never, by)).toMatchObject({ ok: true })
      expect(await titles({ unit: 'D120103-cgw' })).toEqual(inHexi)
      expect(await titles({ unit: 'D120102-cgw' })).toEqual([])
    })

    it.each([
      [{ place: '12010' }, 'place'],
      [{ place: "120103' or '1'='1" }, 'place'],
      [{ from: '2026-02-30' }, 'from'],
      [{ from: '2026-11-02', to: '2026-11-01' }, 'to'],
      [{ unit: 'x'.repeat(41) }, 'unit'],
    ])('refuses %o, naming the field', async (query, field) => {
      expect(await bench.get('/api/tickets', { query })).toMatchObject({ status: 400, body: { faults: [{ field }] } })
    })

    it('writes down who looked whom up by a whole number, never the number, and nothing of other searches', async () => {
      const looks = async () =>
        (await storage.db.selectFrom('number_lookups').selectAll().orderBy('seq').execute()).map(
          ({ seat, role, phone_hash, found }) => ({ seat, role, phone_hash, found }),
        )
      const before = (await looks()).length
      await titles({ q: '13800001234' }, { seat: '7001', role: 'lead' })
      await titles({ q: '138' })
      await titles({ q: '路灯' })
      expect((await looks()).slice(before)).toEqual([
        { seat: '7001', role: 'lead', phone_hash: bench.vault.phoneHash('13800001234'), found: 2 },
      ])
      await expect(sql`delete from number_lookups`.execute(storage.db)).rejects.toThrow()
    })

    it('answers no unit that looks a confidential caller up by his number, in any form, and writes the look down', async () => {
      const phone = '13912345678'
      for (const confidential of [true, false])
        await submitGood({ title: confidential ? '保密来电' : '普通来电', phone, confidential })
      await sql`update ticket_loops set unit = 'D120102-cgw'`.execute(storage.db)
      const ofUnit = { seat: '5001', role: 'unit' } as const
      const looks = () => storage.db.selectFrom('number_lookups').select('found').orderBy('seq').execute()
      const before = (await looks()).length
      expect(await titles({ q: '保密来电' }, ofUnit)).toEqual(['保密来电'])
      for (const q of [phone, '139 1234 5678', '+86 139-1234-5678'])
        expect(await titles({ q }, ofUnit)).toEqual(['普通来电'])
      expect((await looks()).slice(before)).toEqual([{ found: 1 }, { found: 1 }, { found: 1 }])
      expect(await titles({ q: phone }, { seat: '7001', role: 'lead' })).toEqual(['普通来电', '保密来电'])
      expect(await titles({ q: phone })).toEqual(['普通来电', '保密来电'])
    })

    it('takes what looks like a pattern as plain text', async () => {
      expect(await titles({ q: '%' })).toEqual([])
      expect(await titles({ q: "'; drop table tickets; --" })).toEqual([])
    })

    it('shows an agent only what the seat handed in, a lead all of the hall', async () => {
      expect(await titles({}, { seat: '8002' })).toEqual(['别的座席的工单'])
      expect(await titles({}, { seat: '7001', role: 'lead' })).toHaveLength(3)
      const other = await bench.get('/api/tickets/:no', { no: 'TJ20261123000003' })
      expect(other.status).toBe(404)
      expect((await bench.get('/api/tickets/:no', { no: 'TJ20261123000003', seat: '7001', role: 'lead' })).status).toBe(
        200,
      )
    })

    it('masks name and phone', async () => {
      const answer = await bench.get('/api/tickets/:no', { no: 'TJ20261123000001' })
      expect(ticketDetailSchema.parse(answer.body)).toMatchObject({ phone: '138****1234', name: '王**' })
      expect(JSON.stringify((await bench.get('/api/tickets', {})).body)).not.toContain('13800001234')
    })

    it('turns pages by the last number', async () => {
      const first = ticketListSchema.parse((await bench.get('/api/tickets', { query: { limit: '1' } })).body)
      expect(first.more).toBe(true)
      const before = first.tickets[0]?.ticketNo
      const next = ticketListSchema.parse((await bench.get('/api/tickets', { query: { limit: '1', before } })).body)
      expect(next).toMatchObject({ more: false, tickets: [{ ticketNo: 'TJ20261123000001' }] })
    })

    it("names the query's wrong part", async () => {
      expect(await bench.get('/api/tickets', { query: { limit: '1000' } })).toMatchObject({
        status: 400,
        body: { faults: [{ field: 'limit' }] },
      })
    })

    it('gives the caller panel the newest of a number, in whatever form the number comes', async () => {
      const deps = { db: storage.db, vault: bench.vault }
      expect(await callerHistory(deps, '+8613800001234', benchTime)).toMatchObject({
        tickets: [
          { ticketNo: 'TJ20261123000003' },
          { ticketNo: 'TJ20261123000001', status: 'TO_DISPATCH', submittedAt: benchTime, due: { kind: 'none' } },
        ],
        history: { tickets: 2, open: 2, confidential: 0, satisfaction: null, reply: null, marks: [] },
      })
      expect(await callerHistory(deps, 'anonymous', benchTime)).toEqual({ tickets: [], history: null })
    })

    it('tells the agent what is known of a caller: special groups, and how earlier calls went', async () => {
      const deps = { db: storage.db, vault: bench.vault }
      await submitGood({ callerTags: 'elderly,disabled', riskTags: 'life,harassment' })
      await submitGood({ riskTags: 'life' })
      const { history } = await callerHistory(deps, '13800001234', benchTime)
      expect(history?.marks).toEqual(['callerTags.elderly', 'callerTags.disabled', 'riskTags.harassment'])
    })
  })
})
