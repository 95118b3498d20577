import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { OpenStorage } from '#server/storage/storage.ts'
import { verifyAudit } from '#server/ticket/audit-check.ts'
import { nearSchema } from '#shared/contract/rest/near.schema.ts'
import { ticketDetailSchema, ticketListSchema } from '#shared/contract/rest/tickets.schema.ts'
import type { Role } from '#shared/seat/seat-state.ts'
import { databases } from '#tests/support/databases.ts'
import { benchTime, createTicketBench, goodInput } from '#tests/support/ticket-bench.ts'

describe.each(databases())('tickets about the same on $name', (database) => {
  let storage: OpenStorage
  let bench: ReturnType<typeof createTicketBench>
  let count = 0
  beforeAll(async () => {
    await database.start()
    storage = await database.open()
    bench = createTicketBench(storage)
  })
  afterAll(async () => {
    await storage.close()
    await database.stop()
  })
  const draft = async (input: Partial<typeof goodInput> = {}, seat = '8001') => {
    count += 1
    const draftId = `draft-${String(count).padStart(12, '0')}`
    await bench.write(draftId, { ...goodInput, ...input }, seat)
    return draftId
  }
  const submit = async (input: Partial<typeof goodInput> = {}, seat = '8001') => {
    const done = await bench.run('ticket.submit', { draftId: await draft(input, seat) }, { seat })
    if (!done.ok) throw new Error(JSON.stringify(done))
    return done.result.ticketNo
  }
  const near = async (draftId: string, seat: string) =>
    nearSchema.parse((await bench.get('/api/near', { seat, query: { draft: draftId } })).body)
  const detail = async (no: string) =>
    ticketDetailSchema.parse((await bench.get('/api/tickets/:no', { role: 'lead', no })).body)

  it('are shown to who writes the next one, of colleagues too, without a person', async () => {
    const mine = await submit()
    const secret = await submit({ phone: '13800005678', confidential: true })
    const again = await draft({}, '8002')
    const found = await near(again, '8002')
    expect(found.repeats).toMatchObject([
      { ticketNo: mine, own: false, open: true, title: goodInput.title, alike: null },
    ])
    expect(found.similar).toMatchObject([{ ticketNo: secret, title: '', alike: 100 }])
    expect(JSON.stringify(found)).not.toContain('女士')
    expect(JSON.stringify(found)).not.toContain('138')
    expect((await bench.get('/api/near', { seat: '8001', query: { draft: again } })).status).toBe(404)
    expect((await bench.get('/api/near', { query: { draft: 'x' } })).status).toBe(400)
  })

  it('are urged and added to by a colleague whose draft is about the same, and by no other', async () => {
    const ticketNo = await submit({ place: '120102002' })
    const same = await draft({ place: '120102002' }, '8002')
    const other = await draft({ phone: '13900001234', matter: '120301', place: '120103001' }, '8002')
    const call = (draftId: string, act: 'urge' | 'supplement', seat = '8002') =>
      bench.run('ticket.call-again', { draftId, ticketNo, act: { act, note: '来电人再次来电' } }, { seat })
    expect(await call(same, 'urge')).toMatchObject({ ok: true })
    expect(await call(same, 'supplement')).toMatchObject({ ok: true })
    expect(await call(other, 'urge')).toMatchObject({ ok: false, reason: 'not-found' })
    expect(await call(same, 'urge', '8003')).toMatchObject({ ok: false, reason: 'not-found' })
    const { urges, timeline } = await detail(ticketNo)
    expect(urges).toBe(1)
    expect(timeline.map(({ action, seat }) => `${action} ${seat}`)).toEqual([
      'submit 8001',
      'urge 8002',
      'supplement 8002',
    ])
    expect((await near(same, '8002')).repeats.find((row) => row.ticketNo === ticketNo)?.linked).toBe(true)
    expect(await verifyAudit(storage.db)).toEqual({ brokenAt: null, changedTickets: [] })
  })

  it('are linked by hand', async () => {
    const ticketNo = await submit({ place: '120102003' })
    const next = await draft({ place: '120102003', phone: '13700001234' })
    expect(await bench.run('draft.link', { draftId: next, ticketNo })).toMatchObject({ ok: true })
    expect(await bench.run('draft.link', { draftId: next, ticketNo: 'TJ20261123999999' })).toMatchObject({ ok: false })
    expect((await near(next, '8001')).similar).toMatchObject([{ ticketNo, linked: true }])
    const done = await bench.run('ticket.submit', { draftId: next })
    const mine = done.ok ? done.result.ticketNo : ''
    const named = async (no: string, role: Role, seat: string) =>
      ticketDetailSchema
        .parse((await bench.get('/api/tickets/:no', { no, role, seat })).body)
        .linked.map((one) => one.ticketNo)
    expect(await named(mine, 'lead', '7001')).toEqual([ticketNo])
    expect(await named(ticketNo, 'lead', '7001')).toEqual([mine])
  })

  it('are flagged on list and ticket: a repeat, a group of three callers, one that was closed too early', async () => {
    const place = '120104001'
    const one = await submit({ place, phone: '13800000001' })
    const two = await submit({ place, phone: '13800000002' })
    const three = await submit({
      place,
      phone: '13800000003',
      title: '红旗路上没有照明',
      content: '红旗路整条街从上周起没有照明，老人摔倒。请派人处理一下。',
    })
    const { body } = await bench.get('/api/tickets', { role: 'lead', at: benchTime })
    const flags = new Map(ticketListSchema.parse(body).tickets.map((row) => [row.ticketNo, row.flags ?? []]))
    expect([flags.get(one), flags.get(two), flags.get(three)]).toEqual([['group'], ['group', 'repeat'], ['group']])
    const answered = { handling: 'answered', leadUnit: '', answerGiven: '已告知维修安排' }
    const closed = await submit({ place: '120105001', ...answered })
    const back = await submit({ place: '120105001', phone: '13800000009' })
    expect((await detail(closed)).flags).toContain('false-closure')
    expect((await detail(back)).flags).toContain('false-closure')
  })
})
