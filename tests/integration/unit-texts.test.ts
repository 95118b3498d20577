import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { sendWaiting } from '#server/message/text-outbox.ts'
import { createUnitTexts } from '#server/message/unit-texts.ts'
import type { TextGateway } from '#server/ports/text-gateway.ts'
import type { OpenStorage } from '#server/storage/storage.ts'
import { ticketDetailSchema } from '#shared/contract/rest/tickets.schema.ts'
import type { Role } from '#shared/seat/seat-state.ts'
import type { PersonAct } from '#shared/ticket/ticket-act.ts'
import type { DraftInput } from '#shared/ticket-draft/draft-fields.ts'
import { databases } from '#tests/support/databases.ts'
import { forgetTickets, gatewayOf } from '#tests/support/text-gateways.ts'
import { benchTime, createTicketBench, goodInput } from '#tests/support/ticket-bench.ts'

type Person = readonly [string, Role]
const agent: Person = ['8001', 'agent']
const dispatcher: Person = ['6001', 'dispatcher']
const supervisor: Person = ['6301', 'supervisor']
const unit: Person = ['5001', 'unit']
const street: Person = ['5002', 'unit']
const dispatch = { act: 'dispatch', unit: 'D120102-cgw', complex: false, basis: '派单目录' } as const
const toStreet = { ...dispatch, unit: 'S120102001' }
const askReturn = {
  act: 'ask-return',
  cause: 'not-ours',
  reason: '不属于本单位职责',
  basis: '三定方案',
  suggestedUnit: '',
} as const
const reason = '测试用的理由'
const mobile = '14200005001'

describe.each(databases())('text messages to units on $name', (database) => {
  let storage: OpenStorage
  let bench: ReturnType<typeof createTicketBench>
  let now = benchTime
  let errors: unknown[] = []
  beforeAll(async () => {
    await database.start()
    storage = await database.open()
  })
  afterAll(async () => {
    await storage.close()
    await database.stop()
  })
  beforeEach(async () => {
    await forgetTickets(storage)
    bench = createTicketBench(storage, false, true)
    now = benchTime
    errors = []
  })
  afterEach(() => expect(errors).toEqual([]))

  let count = 0
  /** A landline: its caller gets no text, so that what is sent is the units'. */
  const handIn = async (input: Partial<DraftInput> = {}, on = bench) => {
    count += 1
    const draftId = `draft-units-${String(count).padStart(6, '0')}`
    await on.write(draftId, { ...goodInput, phone: '022-23456789', ...input })
    const done = await on.run('ticket.submit', { draftId })
    if (!done.ok) throw new Error(JSON.stringify(done))
    return done.result.ticketNo
  }
  const detail = async (no: string, [seat, role]: Person = supervisor) => {
    const { status, body } = await bench.get('/api/tickets/:no', { seat, role, no, at: now })
    expect(status).toBe(200)
    return ticketDetailSchema.parse(body)
  }
  const shown = async (no: string, by?: Person) => (await detail(no, by)).unitTexts
  const act = async (no: string, [seat, role]: Person, doing: PersonAct, on = bench) => {
    const { rev } = await detail(no)
    expect(await on.run('ticket.act', { ticketNo: no, rev, act: doing }, { seat, role, at: now })).toMatchObject({
      ok: true,
    })
  }
  const dispatched = async (input: Partial<DraftInput> = {}) => {
    const no = await handIn(input)
    await act(no, dispatcher, dispatch)
    return no
  }
  const rows = () => storage.db.selectFrom('text_messages').selectAll().orderBy('ticket_no').orderBy('rev').execute()
  const look = (gateway: TextGateway) =>
    sendWaiting({
      storage,
      vault: bench.vault,
      gateway,
      clock: { now: () => now, after: () => () => undefined },
      onError: (error) => errors.push(error),
    })
  const sends = () => gatewayOf(() => 'sent')

  it('tell the lead unit of a dispatch: number, urgency and limit, and nothing of who asks or of what', async () => {
    const no = await dispatched({ urgency: 'urgent' })
    const [row, ...more] = await rows()
    expect(more).toEqual([])
    expect(JSON.stringify(row)).not.toMatch(/14200005001|工单|天津12345/)
    expect(await shown(no)).toEqual([
      { rev: 2, unit: 'D120102-cgw', state: 'waiting', phone: '142****5001', at: benchTime, reason: null },
    ])
    const gateway = sends()
    now += 2000
    await look(gateway)
    await look(gateway)
    const text = `天津12345：工单${no}已派至贵单位，紧急程度紧急，请于11月23日10:30前签收。`
    expect(gateway.came).toEqual([{ id: row?.id, to: mobile, text }])
    expect(await shown(no)).toMatchObject([{ state: 'sent', at: now, reason: null }])
  })

  it('say the limit of a ticket that is not urgent by its working days', async () => {
    const no = await dispatched()
    const gateway = sends()
    await look(gateway)
    expect(gateway.came[0]?.text).toBe(`天津12345：工单${no}已派至贵单位，紧急程度一般，请于11月24日10:00前签收。`)
  })

  it('are written for what the clock dispatches by itself', async () => {
    const by = createTicketBench(storage, true, true)
    const no = await handIn({}, by)
    const clock = by.clockAt(() => now)
    await clock.tick()
    await clock.tick()
    expect(await shown(no)).toMatchObject([{ rev: 2, unit: 'D120102-cgw', state: 'waiting' }])
  })

  it('are written once for each of several that are dispatched together', async () => {
    const first = await dispatched()
    const second = await dispatched()
    const gateway = sends()
    await look(gateway)
    expect(gateway.came.map(({ text }) => /TJ\d{14}/.exec(text)?.[0]).sort()).toEqual([first, second])
  })

  it('are one for each dispatch of a ticket that came back, under keys of their own', async () => {
    const no = await dispatched()
    const gateway = sends()
    for (let round = 0; round < 3; round += 1) {
      await look(gateway)
      await act(no, unit, askReturn)
      await act(no, dispatcher, { act: 'approve-return' })
      if (round < 2) await act(no, dispatcher, dispatch)
    }
    await act(no, supervisor, { act: 'designate', unit: 'D120102-cgw', reason })
    await look(gateway)
    expect(gateway.came.map(({ to }) => to)).toEqual([mobile, mobile, mobile, mobile])
    expect(new Set(gateway.came.map(({ id }) => id)).size).toBe(4)
    expect((await shown(no))?.map(({ state, rev }) => ({ state, rev }))).toEqual(
      [2, 5, 8, 11].map((rev) => ({ state: 'sent', rev })),
    )
  })

  it('are not written twice when a dispatch is sent again, nor for the same revision', async () => {
    const no = await handIn()
    const asked = { ticketNo: no, rev: 1, act: dispatch }
    const by = { seat: '6001', role: 'dispatcher' as const }
    expect(await bench.run('ticket.act', asked, by)).toMatchObject({ ok: true })
    expect(await bench.run('ticket.act', asked, by)).toMatchObject({ ok: false, reason: 'conflict' })
    const [{ id = '' } = {}] = await rows()
    const { vault } = bench
    const texts = createUnitTexts({
      vault,
      site: '天津12345',
      newId: () => 'another',
      on: true,
      dutyMobiles: new Map([['D120102-cgw', mobile]]),
    })
    const same = { ticketNo: no, rev: 2, unit: 'D120102-cgw', urgency: '一般', signBy: null, at: now }
    await storage.transaction(({ tx }) => texts.dispatched(tx, same))
    expect((await rows()).map((row) => row.id)).toEqual([id])
  })

  it('are not there where the dispatch was not stored', async () => {
    const no = await handIn()
    const acting = storage.transaction(async ({ tx, afterCommit }) => {
      const context = { seat: '6001', role: 'dispatcher', sessionId: 's', at: now, tx, afterCommit } as const
      expect(await bench.handlers['ticket.act'](context, { ticketNo: no, rev: 1, act: dispatch })).toMatchObject({
        ok: true,
      })
      throw new Error('the machine stopped here')
    })
    await expect(acting).rejects.toThrow('stopped')
    expect(await rows()).toEqual([])
  })

  it('are written to no unit without a duty mobile, to none that only assists, and nowhere without a gateway', async () => {
    const no = await handIn()
    await act(no, dispatcher, { ...toStreet, coUnits: ['D120102-cgw'] })
    const other = await handIn()
    await act(other, dispatcher, dispatch, createTicketBench(storage))
    expect(await rows()).toEqual([])
    expect(await shown(no)).toBeUndefined()
  })

  it('are written for no act but a dispatch', async () => {
    const no = await dispatched()
    const gateway = sends()
    await look(gateway)
    await act(no, agent, { act: 'urge', note: '又来电' })
    await act(no, supervisor, { act: 'supervise', level: 'key', reason })
    await act(no, unit, askReturn)
    await act(no, dispatcher, { act: 'reject-return', reason })
    expect((await detail(no)).status, 'it waits for the signature again').toBe('TO_SIGN')
    await look(gateway)
    await act(no, unit, { act: 'sign' })
    await act(no, unit, { act: 'assign', units: ['S120102001'], note: '' })
    await look(gateway)
    expect(gateway.came).toHaveLength(1)
  })

  it('carry the same key when the program was killed between the sending and the note of it', async () => {
    const no = await dispatched()
    const killed = gatewayOf(() => Promise.reject(new Error('killed')))
    await look(killed)
    expect(errors.splice(0)).toHaveLength(1)
    const after = sends()
    await look(after)
    expect(after.came, 'nobody else tries while it is tried').toEqual([])
    now += 30_000
    await look(after)
    expect(killed.came).toHaveLength(1)
    expect(after.came).toEqual(killed.came)
    expect(await shown(no)).toMatchObject([{ state: 'sent' }])
  })

  it.each<[string, Person, PersonAct]>([
    ['was signed', unit, { act: 'sign' }],
    ['was asked to be returned', unit, askReturn],
    ['was withdrawn by its caller', agent, { act: 'withdraw', confirmation: reason }],
    ['was voided', supervisor, { act: 'void', cause: 'test', reason }],
  ])('are not sent any more once the ticket %s', async (_what, by, doing) => {
    const no = await dispatched()
    now += 1000
    await act(no, by, doing)
    const gateway = sends()
    now += 3_600_000
    await look(gateway)
    expect(gateway.came).toEqual([])
    expect(await shown(no)).toMatchObject([{ state: 'recalled', reason: null, at: benchTime + 1000 }])
  })

  it('wait on while the ticket is only urged or supervised', async () => {
    const no = await dispatched()
    await act(no, agent, { act: 'urge', note: '又来电' })
    await act(no, supervisor, { act: 'supervise', level: 'key', reason })
    expect(await shown(no)).toMatchObject([{ state: 'waiting' }])
  })

  it('say that they may have gone out where the gateway was tried before the ticket was signed', async () => {
    const no = await dispatched()
    await look(gatewayOf(() => 'unreachable'))
    await act(no, unit, { act: 'sign' })
    expect(await shown(no)).toMatchObject([{ state: 'recalled', reason: 'unreachable' }])
  })

  it.each(['sent', 'refused', 'unreachable'] as const)(
    'that were on their way when the ticket was signed are what the gateway said of them, which was %s',
    async (verdict) => {
      const no = await dispatched()
      const gateway = gatewayOf(async () => {
        await act(no, unit, { act: 'sign' })
        return verdict
      })
      await look(gateway)
      const reason = verdict === 'sent' ? null : verdict
      expect(await shown(no)).toMatchObject([{ state: verdict === 'unreachable' ? 'recalled' : verdict, reason }])
      now += 3_600_000
      await look(gateway)
      expect(gateway.came, 'none is tried again').toHaveLength(1)
    },
  )

  it('leave the text to the caller as it is', async () => {
    const no = await dispatched({ phone: '13800001234', confidential: true })
    await act(no, unit, { act: 'sign' })
    expect(await detail(no)).toMatchObject({ text: { state: 'waiting' }, unitTexts: [{ state: 'recalled' }] })
    const gateway = sends()
    await look(gateway)
    expect(gateway.came.map(({ to }) => to)).toEqual(['13800001234'])
  })

  it('are shown to the unit they went to, and to no other', async () => {
    const no = await dispatched({ confidential: true })
    expect(await shown(no, unit)).toMatchObject([{ phone: '142****5001' }])
    await act(no, unit, askReturn)
    await act(no, dispatcher, { act: 'approve-return' })
    await act(no, dispatcher, toStreet)
    expect(await shown(no, street)).toBeUndefined()
    expect(await shown(no, dispatcher)).toMatchObject([{ unit: 'D120102-cgw', state: 'recalled' }])
  })
})
