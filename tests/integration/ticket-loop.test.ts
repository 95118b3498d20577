import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createCommandRunner } from '#server/link/command-runner.ts'
import { idempotencyRepository } from '#server/link/idempotency.repository.ts'
import type { CommandHandlers } from '#server/ports/command.ts'
import type { OpenStorage } from '#server/storage/storage.ts'
import { verifyAudit } from '#server/ticket/audit-check.ts'
import { ticketChangesTopic } from '#server/ticket/ticket-changes.ts'
import { type TicketDetail, ticketDetailSchema, ticketListSchema } from '#shared/contract/rest/tickets.schema.ts'
import type { CommandAck } from '#shared/contract/socket/envelope.ts'
import type { Role } from '#shared/seat/seat-state.ts'
import type { PersonAct } from '#shared/ticket/ticket-act.ts'
import { databases } from '#tests/support/databases.ts'
import { benchTime, createTicketBench, goodInput } from '#tests/support/ticket-bench.ts'

const who: Readonly<Record<string, readonly [string, Role]>> = {
  agent: ['8001', 'agent'],
  otherAgent: ['8002', 'agent'],
  direct: ['8101', 'agent'],
  dispatcher: ['6001', 'dispatcher'],
  reviewer: ['6101', 'reviewer'],
  revisitor: ['6201', 'revisit'],
  supervisor: ['6301', 'supervisor'],
  unit: ['5001', 'unit'],
  street: ['5002', 'unit'],
}
const dispatch = { act: 'dispatch', unit: 'D120102-cgw', complex: false, basis: '派单目录' } as const
const reply = {
  act: 'reply',
  contacted: true,
  notContactedWhy: '',
  factual: 'true',
  detail: '已派人现场查看并更换灯具。',
  resolved: true,
  unresolvedWhy: '',
  publicReply: '路灯已修复，感谢来电。',
} as const
const askReturn = {
  act: 'ask-return',
  cause: 'not-ours',
  reason: '不属于本单位职责',
  basis: '三定方案',
  suggestedUnit: '',
} as const
const day = 86_400_000

describe.each(databases())('the loop on $name', (database) => {
  let storage: OpenStorage
  let bench: ReturnType<typeof createTicketBench>
  let at = benchTime
  let count = 0
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
    await sql`truncate ticket_tasks, ticket_loops, tickets, ticket_draft_updates, ticket_drafts, ticket_counters,
      ticket_audit, command_keys cascade`.execute(storage.db)
    await sql`update ticket_audit_head set seq = 0, hash = ''`.execute(storage.db)
    await sql`alter table ticket_audit enable trigger ticket_audit_append_only`.execute(storage.db)
    bench = createTicketBench(storage)
    at = benchTime
  })

  const submit = async (input = {}, seat = '8001') => {
    count += 1
    const draftId = `draft-${String(count).padStart(12, '0')}`
    await bench.write(draftId, { ...goodInput, ...input }, seat)
    const done = await bench.run('ticket.submit', { draftId }, { seat })
    if (!done.ok) throw new Error(JSON.stringify(done))
    return done.result.ticketNo
  }
  /** As it comes over the socket: schema, role, key, handler, and what is kept of a refusal. */
  const send = async (name: string, payload: { ticketNo: string; rev: number; act: PersonAct }, key?: string) => {
    const [seat = '', role = 'agent'] = who[name] ?? []
    count += 1
    const errors: unknown[] = []
    const run = createCommandRunner({
      handlers: bench.handlers as unknown as CommandHandlers,
      idempotency: idempotencyRepository,
      storage,
      clock: { now: () => at, after: () => () => undefined },
      onError: (error) => errors.push(error),
    })
    const frame = { key: key ?? `key-${String(count).padStart(16, '0')}`, name: 'ticket.act', payload }
    const { ack, after } = await run({ seat, role, sessionId: 's' }, frame)
    for (const then of after) then()
    if (errors.length > 0) throw errors[0]
    return ack
  }
  const detail = async (ticketNo: string, name = 'supervisor'): Promise<TicketDetail | null> => {
    const [seat, role] = who[name] ?? []
    const answer = await bench.get('/api/tickets/:no', {
      no: ticketNo,
      ...(seat && { seat }),
      ...(role && { role }),
      at,
    })
    return answer.status === 200 ? ticketDetailSchema.parse(answer.body) : null
  }
  const act = async (name: string, ticketNo: string, doing: PersonAct): Promise<CommandAck> => {
    at += 60_000
    return send(name, { ticketNo, rev: (await detail(ticketNo))?.rev ?? 1, act: doing })
  }
  const play = async (ticketNo: string, steps: readonly (readonly [string, PersonAct])[]) => {
    const path: string[] = []
    for (const [name, doing] of steps) {
      const ack = await act(name, ticketNo, doing)
      if (!ack.ok) throw new Error(`${name} ${doing.act}: ${JSON.stringify(ack)}`)
      path.push((await detail(ticketNo))?.status ?? '')
    }
    return path
  }
  const list = async (name: string, query: Record<string, unknown> = {}) => {
    const [seat, role] = who[name] ?? []
    const answer = await bench.get('/api/tickets', { query, ...(seat && { seat }), ...(role && { role }), at })
    return ticketListSchema.parse(answer.body).tickets
  }

  it('lets an agent who has the right send its own ticket to the unit, nobody’s else, and no agent without it', async () => {
    const own = await submit({}, '8101')
    const of8001 = await submit()
    expect((await detail(own, 'direct'))?.loop.acts).toContain('dispatch')
    expect((await detail(of8001, 'agent'))?.loop.acts).not.toContain('dispatch')
    expect(await act('agent', of8001, dispatch)).toMatchObject({ ok: false, reason: 'forbidden' })
    expect(await act('direct', of8001, dispatch)).toMatchObject({ ok: false, reason: 'not-found' })
    expect(await act('direct', own, dispatch)).toMatchObject({ ok: true, result: { status: 'TO_SIGN' } })
  })

  it('goes from the agent to the end by five people, with a return and an extension, each step on the trail', async () => {
    const ticketNo = await submit()
    const path = await play(ticketNo, [
      ['dispatcher', dispatch],
      ['unit', askReturn],
      ['dispatcher', { act: 'reject-return', reason: '属于职责' }],
      ['unit', { act: 'sign' }],
      ['unit', { act: 'ask-extension', reason: '等待到货', plan: '下周更换', callerTold: true }],
      ['dispatcher', { act: 'approve-extension' }],
      ['unit', reply],
      ['reviewer', { act: 'approve-reply' }],
      ['revisitor', { act: 'start-revisit' }],
      [
        'revisitor',
        {
          act: 'revisit-result',
          contacted: true,
          solution: 'solved',
          satisfaction: 'satisfied',
          cause: 'none',
          why: '',
        },
      ],
    ])
    expect(path).toEqual([
      'TO_SIGN',
      'RETURN_REVIEW',
      'TO_SIGN',
      'HANDLING',
      'EXTEND_REVIEW',
      'HANDLING',
      'TO_REVIEW',
      'TO_REVISIT',
      'REVISITING',
      'CLOSED',
    ])
    const closed = await detail(ticketNo)
    expect(closed).toMatchObject({
      status: 'CLOSED',
      rev: 11,
      loop: { extensions: 1, closure: 'revisited', evaluation: { satisfaction: 'satisfied' } },
    })
    expect(closed?.timeline.map(({ action }) => action)).toEqual([
      'submit',
      'dispatch',
      'ask-return',
      'reject-return',
      'sign',
      'ask-extension',
      'approve-extension',
      'reply',
      'approve-reply',
      'start-revisit',
      'close-revisited',
    ])
    expect(await verifyAudit(storage.db)).toEqual({ brokenAt: null, changedTickets: [] })
  })

  it('gives the citizen’s number for a revisit to who took it up, in the hours for it, and writes that down', async () => {
    const ticketNo = await submit()
    await play(ticketNo, [
      ['dispatcher', dispatch],
      ['unit', { act: 'sign' }],
      ['unit', reply],
      ['reviewer', { act: 'approve-reply' }],
    ])
    const call = (name: string, when: number) => {
      const [seat, role] = who[name] ?? []
      const by = { ...(seat && { seat }), ...(role && { role }), at: when }
      return bench.run('ticket.call', { ticketNo }, by)
    }
    const refusal = (rule: string) => ({ ok: false, faults: [{ field: 'act', rule }] })
    expect(await call('revisitor', at)).toMatchObject(refusal('wrong-state'))
    await act('revisitor', ticketNo, { act: 'start-revisit' })
    expect(await call('supervisor', at)).toMatchObject(refusal('wrong-role'))
    expect(await call('revisitor', at + 12 * 3_600_000)).toMatchObject(refusal('outside-hours'))
    expect(await call('revisitor', at)).toEqual({ ok: true, result: { number: '13800001234' } })
    const said = (await detail(ticketNo, 'supervisor'))?.timeline.filter(({ action }) => action === 'call-citizen')
    expect(said?.map(({ seat, refused }) => [seat, refused])).toContainEqual(['6201', null])
    expect(await verifyAudit(storage.db)).toEqual({ brokenAt: null, changedTickets: [] })
  })

  it('shows who asks in the clear to who may see it, for a reason, and of a confidential one to no unit', async () => {
    const open = await submit()
    const shut = await submit({ confidential: true })
    for (const ticketNo of [open, shut]) await play(ticketNo, [['dispatcher', dispatch]])
    const reveal = (name: string, ticketNo: string) => {
      const [seat, role] = who[name] ?? []
      const by = { ...(seat && { seat }), ...(role && { role }), at }
      return bench.run('ticket.reveal', { ticketNo, reason: 'contact' }, by)
    }
    const person = { ok: true, result: { name: '王女士', phone: '13800001234', address: '' } }
    for (const name of ['agent', 'supervisor', 'unit']) expect(await reveal(name, open)).toEqual(person)
    expect(await reveal('dispatcher', shut)).toEqual(person)
    expect(await reveal('unit', shut)).toMatchObject({ reason: 'forbidden', faults: [{ rule: 'confidential' }] })
    for (const name of ['otherAgent', 'street']) expect(await reveal(name, open)).toMatchObject({ reason: 'not-found' })
    const seen = (await detail(open, 'supervisor'))?.timeline.filter(({ action }) => action === 'reveal')
    expect(seen?.map(({ seat, said }) => [seat, said])).toEqual(
      ['8001', '6301', '5001'].map((seat) => [seat, [{ field: 'revealReason', value: 'contact' }]]),
    )
    expect(await verifyAudit(storage.db)).toEqual({ brokenAt: null, changedTickets: [] })
  })

  it('notes each print on the trail before it is made, for who sees the ticket', async () => {
    const ticketNo = await submit()
    const print = async (name: string) => {
      const [seat, role] = who[name] ?? []
      const asked = await bench.run('ticket.print', { ticketNo }, { ...(seat && { seat }), ...(role && { role }), at })
      if (!asked.ok) await storage.transaction(({ tx }) => asked.note?.(tx) ?? Promise.resolve())
      return asked
    }
    const done = await print('supervisor')
    expect(done).toMatchObject({ ok: true, result: { seat: '6301', name: '座席6301', at } })
    for (const name of ['otherAgent', 'unit']) expect(await print(name)).toMatchObject({ reason: 'not-found' })
    const seen = (await detail(ticketNo, 'agent'))?.timeline.filter(({ action }) => action === 'print')
    const value = done.ok ? done.result.printId : ''
    expect(seen?.map(({ seat, said }) => [seat, said])).toEqual([['6301', [{ field: 'printId', value }]]])
    const all = (await detail(ticketNo, 'supervisor'))?.timeline.filter(({ action }) => action === 'print')
    expect(all?.map(({ seat, refused }) => [seat, refused])).toEqual([
      ['6301', null],
      ['8002', 'out-of-scope'],
      ['5001', 'out-of-scope'],
    ])
    expect(await verifyAudit(storage.db)).toEqual({ brokenAt: null, changedTickets: [] })
  })

  it('shows each the acts of role and state alone', async () => {
    const ticketNo = await submit()
    const acts = async (name: string) => (await detail(ticketNo, name))?.loop.acts
    expect(await acts('dispatcher')).toEqual(['dispatch', 'merge', 'send-back'])
    expect(await acts('agent')).toEqual(['urge', 'supplement', 'withdraw'])
    expect(await acts('reviewer')).toEqual([])
    expect(await detail(ticketNo, 'unit')).toBeNull()
    await play(ticketNo, [['dispatcher', dispatch]])
    expect(await acts('unit')).toEqual(['sign', 'ask-return'])
    expect(await acts('dispatcher')).toEqual([])
  })

  it('refuses who may not, says why, writes it on the trail, and changes nothing', async () => {
    const ticketNo = await submit()
    const before = await detail(ticketNo)
    expect(await act('reviewer', ticketNo, dispatch)).toEqual({
      ok: false,
      reason: 'forbidden',
      faults: [{ field: 'act', rule: 'wrong-role' }],
    })
    expect(await act('unit', ticketNo, { act: 'sign' })).toMatchObject({ reason: 'not-found' })
    expect(await act('otherAgent', ticketNo, { act: 'urge', note: '' })).toMatchObject({ reason: 'not-found' })
    expect(await act('dispatcher', ticketNo, { act: 'reject-return', reason: '属于' })).toMatchObject({
      reason: 'not-now',
      faults: [{ rule: 'wrong-state' }],
    })
    expect(await act('dispatcher', ticketNo, { ...dispatch, unit: 'D-nowhere' })).toMatchObject({
      reason: 'bad-input',
      faults: [{ field: 'unit', rule: 'unit-unknown' }],
    })
    expect(await act('dispatcher', ticketNo, { act: 'send-back', reason: '身份证11010519491231002X' })).toMatchObject({
      reason: 'bad-input',
      faults: [{ field: 'act.reason' }],
    })
    const after = await detail(ticketNo)
    expect(after?.timeline.flatMap(({ refused }) => refused ?? [])).toEqual([
      'wrong-role',
      'out-of-scope',
      'out-of-scope',
      'wrong-state',
      'unit-unknown',
    ])
    expect({ ...after, timeline: [] }).toEqual({ ...before, timeline: [] })
    expect((await detail(ticketNo, 'dispatcher'))?.timeline).toHaveLength(1)
    expect((await verifyAudit(storage.db)).brokenAt).toBeNull()
  })

  it('meets somebody who was quicker with what happened, and leaves the ticket to him', async () => {
    const ticketNo = await submit()
    await play(ticketNo, [['dispatcher', dispatch]])
    const late = await send('dispatcher', { ticketNo, rev: 1, act: { act: 'send-back', reason: '信息不全' } })
    expect(late).toMatchObject({
      ok: false,
      reason: 'conflict',
      faults: [{ field: 'status', rule: 'TO_SIGN' }, { field: 'rev', rule: '2' }, { field: 'changedAt' }],
    })
    // An urge is beside what others decide on.
    expect(await send('agent', { ticketNo, rev: 1, act: { act: 'urge', note: '又来电' } })).toMatchObject({
      ok: true,
      result: { rev: 2 },
    })
  })

  it('is done once under one key', async () => {
    const ticketNo = await submit()
    const key = 'the-same-key-0001'
    const once = await send('dispatcher', { ticketNo, rev: 1, act: dispatch }, key)
    expect(await send('dispatcher', { ticketNo, rev: 1, act: dispatch }, key)).toEqual(once)
    expect((await detail(ticketNo))?.timeline).toHaveLength(2)
  })

  it('lets one of two at the same time through', async () => {
    const ticketNo = await submit()
    const acks = await Promise.all([
      send('dispatcher', { ticketNo, rev: 1, act: dispatch }),
      send('dispatcher', { ticketNo, rev: 1, act: { act: 'send-back', reason: '信息不全' } }),
    ])
    expect(acks.filter(({ ok }) => ok)).toHaveLength(1)
    expect(await verifyAudit(storage.db)).toEqual({ brokenAt: null, changedTickets: [] })
  })

  it('shows a unit its own tickets and its parts, and nothing of a confidential caller', async () => {
    const open = await submit()
    const secret = await submit({ confidential: true, address: '某路1号' })
    for (const ticketNo of [open, secret]) await play(ticketNo, [['dispatcher', dispatch]])
    expect((await list('unit')).map(({ phone }) => phone)).toEqual(['', '138****1234'])
    const seen = await detail(secret, 'unit')
    expect(seen).toMatchObject({ name: '', phone: '', address: '' })
    expect(JSON.stringify(seen)).not.toMatch(/王女士|王\*|138|某路/)
    expect(await list('street')).toEqual([])
    await play(open, [
      ['unit', { act: 'sign' }],
      ['unit', { act: 'assign', units: ['S120102001'], note: '请协助' }],
    ])
    expect((await list('street')).map(({ ticketNo }) => ticketNo)).toEqual([open])
    expect((await detail(open, 'street'))?.loop.acts).toEqual(['finish-task'])
    await play(open, [['street', { act: 'finish-task', answer: '已协助完成' }]])
    expect((await detail(open, 'street'))?.loop.acts).toEqual([])
  })

  it('goes back to its agent, who mends it and hands it in again', async () => {
    const ticketNo = await submit()
    await play(ticketNo, [['dispatcher', { act: 'send-back', reason: '地点不清' }]])
    expect(await act('agent', ticketNo, { act: 'resubmit', mended: { title: '' } })).toMatchObject({
      reason: 'bad-input',
      faults: [{ field: 'title', rule: 'required' }],
    })
    await play(ticketNo, [['agent', { act: 'resubmit', mended: { title: '河东区大王庄街道十余盏路灯不亮' } }]])
    expect(await detail(ticketNo)).toMatchObject({ status: 'TO_DISPATCH', title: '河东区大王庄街道十余盏路灯不亮' })
    expect((await list('supervisor', { q: '十余盏' })).length).toBe(1)
    expect(await verifyAudit(storage.db)).toEqual({ brokenAt: null, changedTickets: [] })
  })

  it('shows that where a ticket stands was changed past the trail', async () => {
    const ticketNo = await submit()
    await sql`update ticket_loops set state = replace(state, '"returns":0', '"returns":1')`.execute(storage.db)
    expect((await verifyAudit(storage.db)).changedTickets).toEqual([ticketNo])
  })

  it('is designated after three returns', async () => {
    const ticketNo = await submit()
    for (let n = 0; n < 3; n += 1)
      await play(ticketNo, [
        ['dispatcher', dispatch],
        ['unit', askReturn],
        ['dispatcher', { act: 'approve-return' }],
      ])
    expect(await act('dispatcher', ticketNo, dispatch)).toMatchObject({ faults: [{ rule: 'must-designate' }] })
    await play(ticketNo, [['supervisor', { act: 'designate', unit: 'S120102001', reason: '就近承办' }]])
    expect(await act('street', ticketNo, askReturn)).toMatchObject({ faults: [{ rule: 'designated' }] })
  })

  it('is merged into an open ticket of the same matter', async () => {
    const [one, two] = [await submit(), await submit()]
    expect(await act('dispatcher', two, { act: 'merge', into: two, reason: '同一诉求' })).toMatchObject({
      faults: [{ field: 'into', rule: 'merge-target' }],
    })
    await play(two, [['dispatcher', { act: 'merge', into: one, reason: '同一诉求' }]])
    expect(await detail(two)).toMatchObject({ status: 'MERGED', loop: { mergedInto: one, acts: [] } })
  })

  it('filters by state, limit, unit and supervision', async () => {
    const [first, second] = [await submit(), await submit()]
    await play(second, [
      ['dispatcher', dispatch],
      ['supervisor', { act: 'supervise', level: 'key', reason: '重复来电' }],
    ])
    const numbers = async (query: Record<string, unknown>) =>
      (await list('supervisor', query)).map(({ ticketNo }) => ticketNo)
    expect(await numbers({ status: 'TO_DISPATCH' })).toEqual([first])
    expect(await numbers({ status: 'TO_DISPATCH,TO_SIGN' })).toEqual([second, first])
    expect(await numbers({ unit: 'D120102-cgw' })).toEqual([second])
    expect(await numbers({ supervised: 'yes' })).toEqual([second])
    expect(await numbers({ due: 'overdue' })).toEqual([])
    at += 2 * day
    expect(await numbers({ due: 'overdue' })).toEqual([second])
    expect((await bench.get('/api/tickets', { query: { status: 'NONE' } })).status).toBe(400)
  })

  it('tells the hall, the agent and the unit that it moved, and nobody another scope', async () => {
    const ticketNo = await submit()
    bench.published.length = 0
    await play(ticketNo, [['dispatcher', dispatch]])
    const told = bench.published.filter(({ name }) => name === 'ticket-changes')
    expect(told.map(({ id }) => id).sort()).toEqual(['5001', '8001', 'hall'])
    expect(told[0]?.set[0]?.[1]).toMatchObject({ ticketNo, rev: 2, status: 'TO_SIGN' })
    const topic = ticketChangesTopic(bench)
    expect(await topic.allow({ seat: '5001', role: 'unit' }, '5001')).toBe(true)
    expect(await topic.allow({ seat: '5001', role: 'unit' }, 'hall')).toBe(false)
    expect(await topic.allow({ seat: '5002', role: 'unit' }, '5001')).toBe(false)
    expect(await topic.allow({ seat: '8001', role: 'agent' }, '8002')).toBe(false)
  })

  describe("the server's clock", () => {
    const tick = async () => {
      const clock = bench.clockAt(() => at)
      await clock.tick()
      await clock.close()
    }

    it('warns, then says that it is over, once each, and leaves the revision', async () => {
      const ticketNo = await submit()
      await play(ticketNo, [['dispatcher', dispatch]])
      await tick()
      expect((await detail(ticketNo))?.due.dueness).toBe('calm')
      at += 0.8 * day
      await tick()
      await tick()
      expect(await detail(ticketNo)).toMatchObject({ rev: 2, due: { kind: 'sign', dueness: 'pressing' } })
      expect((await list('unit', { due: 'near' })).length).toBe(1)
      at += 0.3 * day
      await tick()
      await tick()
      const over = await detail(ticketNo)
      expect(over).toMatchObject({ rev: 2, due: { dueness: 'overdue' } })
      expect(over?.timeline.filter(({ action }) => action === 'mark-due')).toHaveLength(2)
      expect(await verifyAudit(storage.db)).toEqual({ brokenAt: null, changedTickets: [] })
    })

    it('closes whom nobody could reach, and files what is closed for 30 days', async () => {
      const ticketNo = await submit()
      await play(ticketNo, [
        ['dispatcher', dispatch],
        ['unit', { act: 'sign' }],
        ['unit', reply],
        ['reviewer', { act: 'approve-reply' }],
      ])
      for (let n = 0; n < 3; n += 1) {
        await play(ticketNo, [
          ['revisitor', { act: 'start-revisit' }],
          ['revisitor', { act: 'miss-revisit', outcome: 'no-answer' }],
        ])
        at += n === 1 ? day : 0
      }
      await tick()
      expect(await detail(ticketNo)).toMatchObject({ status: 'CLOSED', loop: { closure: 'unreachable' } })
      at += 30 * day
      await tick()
      expect((await detail(ticketNo))?.status).toBe('ARCHIVED')
      at += 400 * day
      await tick()
      expect((await detail(ticketNo))?.loop.acts).toEqual([])
    })

    it('dispatches by itself only where that is switched on, the catalogue is sure and nothing is at risk', async () => {
      await submit()
      await tick()
      expect((await list('supervisor', { status: 'TO_SIGN' })).length).toBe(0)
      bench = createTicketBench(storage, true)
      const sure = await submit()
      await submit({ leadUnit: 'S120102001' })
      await submit({ confidential: true })
      await submit({ type: 'report' })
      await submit({ content: '市民来电反映：小区东侧路灯杆要倒塌，随时会砸到行人。诉求：尽快处理。' })
      await tick()
      expect((await list('supervisor', { status: 'TO_SIGN' })).map(({ ticketNo }) => ticketNo)).toEqual([sure])
      expect((await detail(sure))?.timeline.at(-1)).toMatchObject({ seat: 'system', action: 'auto-dispatch' })
    })
  })
})
