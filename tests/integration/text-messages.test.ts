import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { sendWaiting } from '#server/message/text-outbox.ts'
import type { OpenStorage } from '#server/storage/storage.ts'
import { ticketDetailSchema } from '#shared/contract/rest/tickets.schema.ts'
import type { Role } from '#shared/seat/seat-state.ts'
import type { DraftInput } from '#shared/ticket-draft/draft-fields.ts'
import { databases } from '#tests/support/databases.ts'
import { forgetTickets, gatewayOf } from '#tests/support/text-gateways.ts'
import { benchTime, createTicketBench, goodInput } from '#tests/support/ticket-bench.ts'

const ticketNo = 'TJ20261123000001'

describe.each(databases())('text messages to callers on $name', (database) => {
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
  const handIn = async (input: Partial<DraftInput> = {}, on = bench) => {
    count += 1
    const draftId = `draft-texts-${String(count).padStart(6, '0')}`
    await on.write(draftId, { ...goodInput, ...input })
    expect(await on.run('ticket.submit', { draftId })).toMatchObject({ ok: true })
    return draftId
  }
  const rows = () => storage.db.selectFrom('text_messages').selectAll().orderBy('ticket_no').execute()
  const look = (gateway: ReturnType<typeof gatewayOf>) =>
    sendWaiting({
      storage,
      vault: bench.vault,
      gateway,
      clock: { now: () => now, after: () => () => undefined },
      onError: (error) => errors.push(error),
    })
  const seen = async (by: { seat?: string; role?: Role } = {}) => {
    const { status, body } = await bench.get('/api/tickets/:no', { ...by, no: ticketNo })
    expect(status).toBe(200)
    return ticketDetailSchema.parse(body).text
  }

  it('go out once a ticket, however often it is handed in, with number and text unreadable in the database', async () => {
    const draftId = await handIn()
    await bench.run('ticket.submit', { draftId })
    const [row, ...more] = await rows()
    expect(more).toEqual([])
    expect(JSON.stringify(row)).not.toMatch(/13800001234|工单|天津12345/)
    expect(await seen()).toEqual({ state: 'waiting', phone: '138****1234', at: benchTime, reason: null })
    const gateway = gatewayOf(() => 'sent')
    now += 2000
    await look(gateway)
    await look(gateway)
    expect(gateway.came).toEqual([
      {
        id: row?.id,
        to: '13800001234',
        text: `天津12345：您的诉求已受理，工单编号${ticketNo}，可凭编号查询办理进度。`,
      },
    ])
    expect(await seen()).toEqual({ state: 'sent', phone: '138****1234', at: now, reason: null })
  })

  it('are not there where the ticket was not stored', async () => {
    await bench.write('draft-texts-rolled', goodInput)
    const submit = storage.transaction(async ({ tx, afterCommit }) => {
      const context = { seat: '8001', role: 'agent', sessionId: 'session', at: benchTime, tx, afterCommit } as const
      await bench.handlers['ticket.submit'](context, { draftId: 'draft-texts-rolled' })
      throw new Error('the machine stopped here')
    })
    await expect(submit).rejects.toThrow('stopped')
    expect(await rows()).toEqual([])
  })

  it.each([
    ['a landline', '022-23456789'],
    ['a number abroad', '+12025550123'],
  ])('are not written to %s', async (_what, phone) => {
    await handIn({ phone })
    expect(await rows()).toEqual([])
    expect(await seen()).toBeUndefined()
  })

  it('are not written where the site has no gateway, nor to who only plays with the line', async () => {
    await handIn({}, createTicketBench(storage))
    await handIn({ handling: 'invalid' })
    expect(await rows()).toEqual([])
  })

  it('do not say that a declined demand is taken up', async () => {
    await handIn({ handling: 'declined', declineReason: 'R01' })
    const gateway = gatewayOf(() => 'sent')
    await look(gateway)
    expect(gateway.came[0]?.text).toBe(`天津12345：您的来电已登记，工单编号${ticketNo}，可凭编号查询。`)
  })

  it('carry the same key when the program was killed between the sending and the note of it', async () => {
    await handIn()
    const killed = gatewayOf(() => Promise.reject(new Error('killed')))
    await look(killed)
    expect(errors.splice(0)).toHaveLength(1)
    const after = gatewayOf(() => 'sent')
    await look(after)
    expect(after.came, 'nobody else tries while it is tried').toEqual([])
    now += 30_000
    await look(after)
    expect(after.came).toEqual(killed.came)
  })

  it('are sent by one of two nodes that look at once', async () => {
    await handIn()
    const gateway = gatewayOf(() => 'sent')
    await Promise.all([look(gateway), look(gateway)])
    expect(gateway.came).toHaveLength(1)
  })

  it('wait longer each time where the gateway cannot be reached, and are given up after a day', async () => {
    await handIn()
    const gateway = gatewayOf(() => 'unreachable')
    const waits: number[] = []
    while (now < benchTime + 24 * 3_600_000) {
      await look(gateway)
      const [row] = await rows()
      waits.push((row?.next_at ?? now) - now)
      now = row?.next_at ?? Number.POSITIVE_INFINITY
    }
    expect(waits.slice(0, 8)).toEqual([10, 20, 40, 80, 160, 320, 600, 600].map((seconds) => seconds * 1000))
    expect(await seen()).toMatchObject({ state: 'waiting', reason: 'unreachable' })
    const tries = gateway.came.length
    await look(gateway)
    expect(gateway.came).toHaveLength(tries)
    expect(await seen()).toEqual({ state: 'given-up', phone: '138****1234', at: now, reason: 'unreachable' })
  })

  it('are not tried again when the gateway refuses one, and the others go', async () => {
    await handIn()
    await handIn({ phone: '13900005678' })
    const gateway = gatewayOf(({ to }) => (to === '13800001234' ? 'refused' : 'sent'))
    await look(gateway)
    now += 3_600_000
    await look(gateway)
    expect(gateway.came).toHaveLength(2)
    expect((await rows()).map(({ state, reason }) => ({ state, reason }))).toEqual([
      { state: 'refused', reason: 'refused' },
      { state: 'sent', reason: null },
    ])
  })

  it('are at most ten on their way at once', async () => {
    for (let n = 0; n < 12; n += 1) await handIn({ phone: `138000012${10 + n}` })
    const gateway = gatewayOf(() => 'sent')
    await look(gateway)
    expect(gateway.came).toHaveLength(10)
    await look(gateway)
    expect(gateway.came).toHaveLength(12)
  })

  it('of a confidential caller are shown to no unit', async () => {
    await handIn({ confidential: true })
    await sql`update ticket_loops set unit = 'D120102-cgw'`.execute(storage.db)
    expect(await seen({ seat: '5001', role: 'unit' })).toBeUndefined()
    expect(await seen({ seat: '7001', role: 'lead' })).toMatchObject({ state: 'waiting' })
  })
})
