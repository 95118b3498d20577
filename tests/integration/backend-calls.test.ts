import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { createCameWith } from '#server/app-call-data.ts'
import type { OpenStorage } from '#server/storage/storage.ts'
import { openCallLog } from '#server/telephony/call-log.ts'
import { createCallTopics } from '#server/telephony/call-topics.ts'
import { loadEvents, mayReadCall } from '#server/telephony/calls.repository.ts'
import { openWall } from '#server/telephony/wall.ts'
import { expertSummary } from '#shared/assistant/expert-summary.rules.ts'
import {
  type CallRow,
  callRowSchema,
  wallNumbersRowSchema,
  wallWaitingRowSchema,
} from '#shared/contract/socket/topics.ts'
import { usualMetricSettings } from '#shared/queue/metrics.ts'
import type { CallEvent } from '#shared/telephony/call-event.ts'
import { databases } from '#tests/support/databases.ts'
import { createFakeClock, type FakeClock } from '#tests/support/fake-clock.ts'

const number = '13820001234'

/** Log, rows and wall on a real database, with fakes at their ports. */
async function openCallBench(storage: OpenStorage, clock: FakeClock) {
  const moves: { seat: string; type: string }[] = []
  const faults: unknown[] = []
  const shown = new Map<string, Map<string, unknown>>()
  const onError = (fault: unknown) => void faults.push(fault)
  const publisher = {
    publish(
      ref: { name: string; id: string },
      set: readonly (readonly [string, unknown])[],
      gone: readonly string[] = [],
    ) {
      const rows = shown.get(`${ref.name}/${ref.id}`) ?? new Map<string, unknown>()
      for (const [key, row] of set) rows.set(key, row)
      for (const key of gone) rows.delete(key)
      shown.set(`${ref.name}/${ref.id}`, rows)
    },
  }
  const log = await openCallLog({
    storage,
    clock,
    moveSeat: async (_work, seat, move) => void moves.push({ seat, type: move.type }),
    onError,
  })
  const due = { kind: 'none', at: null, dueness: 'calm', stopped: false } as const
  const ticket = { ticketNo: 'TJ1', title: '路灯不亮', status: 'submitted', submittedAt: 1, due }
  const historyOf = async (of: string) => ({ tickets: of === number ? [ticket] : [], history: null })
  const summaryOf = async (call: { readonly number: string | null }) =>
    expertSummary({
      number: call.number,
      demand: { type: 'help', matter: '', place: '', title: '' },
      talk: [{ role: 'caller' as const, text: '什么时候供热？' }],
    })
  const draft = { title: '路灯不亮', content: '', matter: '路灯', place: '河东区', ticketNo: null }
  const writtenBy = async (_callId: string, seat: string) => (seat === '8001' ? draft : null)
  const cameWith = createCameWith(storage.db, ({ matter, place }) => ({ matter, place }))
  const rows = createCallTopics({ log, publisher, historyOf, summaryOf, writtenBy, cameWith, onError })
  const wall = await openWall({
    db: storage.db,
    log,
    clock,
    publisher,
    settings: usualMetricSettings,
    queues: [{ name: '12345', ready: () => 0 }],
    seats: () => ({ ready: 0, talking: 0 }),
  })
  const say = async (...events: CallEvent[]) => {
    for (const event of events) log.record(event)
    await log.settled()
  }
  return { log, rows, wall, moves, faults, say, rowsOf: (topic: string) => [...(shown.get(topic)?.values() ?? [])] }
}

const queued = (callId: string, at: number, callerNumber: string | null = number): CallEvent => ({
  type: 'queued',
  callId,
  at,
  sipCallId: `sip-${callId}`,
  queue: '12345',
  callerNumber,
})

describe.each(databases())('Calls on $name', (database) => {
  let storage: OpenStorage
  let clock: FakeClock
  let bench: Awaited<ReturnType<typeof openCallBench>>
  beforeAll(async () => {
    await database.start()
    storage = await database.open()
  })
  afterAll(async () => {
    await storage.close()
    await database.stop()
  })
  beforeEach(async () => {
    await sql`alter table call_events disable trigger call_events_append_only`.execute(storage.db)
    await sql`truncate calls, call_events cascade`.execute(storage.db)
    await sql`alter table call_events enable trigger call_events_append_only`.execute(storage.db)
    clock = createFakeClock()
    bench = await openCallBench(storage, clock)
  })
  const at = (ms: number) => Date.UTC(2026, 10, 23, 2) + ms
  const talk = (callId: string, seat: string, from = 0): CallEvent[] => [
    queued(callId, at(from)),
    { type: 'offered', callId, seat, at: at(from + 100) },
    { type: 'answered', callId, seat, at: at(from + 4000) },
    { type: 'ended', callId, seat, cause: 'caller', at: at(from + 64_000) },
  ]

  it('shows a seat its call from the offer to ten minutes after the end, with history and tickets', async () => {
    await bench.say(...talk('c1', '8001'))
    await bench.say(queued('c2', at(70_000)), { type: 'offered', callId: 'c2', seat: '8001', at: at(71_000) })
    await expect.poll(() => bench.rowsOf('calls/8001').at(-1)).toMatchObject({ tickets: [{ ticketNo: 'TJ1' }] })
    const rows = bench.rowsOf('calls/8001').map((row) => callRowSchema.parse(row))
    expect(rows).toMatchObject([
      { callId: 'c1', state: 'ended', endedBy: 'caller', callsToday: 0 },
      { callId: 'c2', state: 'offered', callsToday: 1, callsIn7Days: 1, number },
    ])
    clock.advance(10 * 60_000 + 64_000)
    expect(bench.rowsOf('calls/8001').map((row) => callRowSchema.parse(row).callId)).toEqual(['c2'])
  })

  it('shows at the ring what another city’s hotline told of a call; that data left with one moves nobody', async () => {
    const told = { matter: '190305', place: '131002', urgency: 'urgent', language: 'ko', ticketNo: 'LF1' }
    const cameWith = { ...told, callId: 'lf-1', city: '131000', confidential: false }
    await bench.say({ ...queued('c1', at(0)), cameWith } as CallEvent, {
      type: 'offered',
      callId: 'c1',
      seat: '8001',
      at: at(1),
    })
    const row = { cameWith: { ...told, city: '廊坊', confidential: false } }
    await expect.poll(() => bench.rowsOf('calls/8001')).toMatchObject([row])
    expect(callRowSchema.parse(bench.rowsOf('calls/8001')[0])).toMatchObject(row)
    const moves = bench.moves.length
    await bench.say({ type: 'data-sent', callId: 'c1', seat: '8001', target: '64012', at: at(2) })
    expect(bench.moves).toHaveLength(moves)
    expect((await loadEvents(storage.db, at(0))).map(({ type }) => type)).toEqual(['queued', 'offered', 'data-sent'])
    await bench.say(queued('c2', at(3)), { type: 'offered', callId: 'c2', seat: '8002', at: at(4) })
    expect(bench.rowsOf('calls/8002')).toMatchObject([{ cameWith: null }])
  })

  it('takes a call from the list of a seat that did not answer, and gives it to the next', async () => {
    await bench.say(
      queued('c1', at(0)),
      { type: 'offered', callId: 'c1', seat: '8001', at: at(1) },
      { type: 'declined', callId: 'c1', seat: '8001', cause: 'no-answer', at: at(15_000) },
      { type: 'offered', callId: 'c1', seat: '8002', at: at(15_100) },
    )
    expect(bench.rowsOf('calls/8001')).toEqual([])
    expect(bench.rowsOf('calls/8002')).toMatchObject([{ callId: 'c1', state: 'offered' }])
    expect(bench.moves).toEqual([
      { seat: '8001', type: 'offered' },
      { seat: '8001', type: 'declined' },
      { seat: '8002', type: 'offered' },
    ])
  })

  it('frees the seat it rings at when the caller gives up', async () => {
    await bench.say(
      queued('c1', at(0)),
      { type: 'offered', callId: 'c1', seat: '8001', at: at(1) },
      { type: 'abandoned', callId: 'c1', at: at(2000) },
    )
    expect(bench.moves.at(-1)).toEqual({ seat: '8001', type: 'withdrawn' })
  })

  it('is the next seat’s call when it was handed on; the first seat keeps its own part of it, ended then', async () => {
    const [call] = [talk('c1', '8001').slice(0, 3)]
    await bench.say(
      ...call,
      { type: 'transferred', callId: 'c1', from: '8001', seat: '9001', sipCallId: 'sip-new', at: at(30_000) },
      { type: 'ended', callId: 'c1', seat: '8001', cause: 'seat', at: at(30_100) },
    )
    expect(bench.rowsOf('calls/8001')).toMatchObject([{ callId: 'c1', state: 'ended', endedAt: at(30_000), number }])
    expect(bench.rowsOf('calls/9001')).toMatchObject([{ callId: 'c1', state: 'talking', sipCallId: 'sip-new', number }])
    expect(bench.moves.slice(-2)).toEqual([
      { seat: '9001', type: 'moved' },
      { seat: '8001', type: 'ended' },
    ])
    expect(bench.log.bySipCallId('sip-c1')?.callId).toBe('c1')
    for (const [seat, may] of [
      ['8001', true],
      ['9001', true],
      ['8002', false],
    ] as const)
      expect(await mayReadCall(storage.db, 'c1', { seat, role: 'agent' })).toBe(may)
    await bench.say({ type: 'ended', callId: 'c1', seat: '9001', cause: 'caller', at: at(60_000) })
    expect(bench.rowsOf('calls/9001')).toMatchObject([{ state: 'ended', endedBy: 'caller' }])
  })

  it('shows who is consulted whose call it is about, masked, and lets them read along only while they are in it', async () => {
    const consult = { callId: 'c2', sipCallId: 'sip-c2', seat: '8001' } as const
    await bench.say(
      ...talk('c1', '8001').slice(0, 3),
      { type: 'dialled', ...consult, target: '9001', about: 'c1', at: at(10_000) },
      { type: 'offered', callId: 'c2', seat: '9001', at: at(10_100) },
    )
    const expert = { seat: '9001', role: 'expert' } as const
    expect(bench.rowsOf('calls/9001')).toMatchObject([
      { callId: 'c2', direction: 'in', number: '8001', about: { callId: 'c1', number: '138****1234' } },
    ])
    await vi.waitFor(() =>
      expect(bench.rowsOf('calls/9001')).toMatchObject([
        { about: { summary: { who: '138****1234', asked: { from: 'question', text: '什么时候供热?' } } } },
      ]),
    )
    expect(await mayReadCall(storage.db, 'c1', expert)).toBe(true)
    expect(await mayReadCall(storage.db, 'c1', { seat: '9002', role: 'expert' })).toBe(false)
    expect(await mayReadCall(storage.db, 'c1', { seat: '7001', role: 'lead' })).toBe(true)
    await bench.say(
      { type: 'answered', callId: 'c2', seat: '9001', at: at(12_000) },
      { type: 'ended', callId: 'c2', seat: '9001', cause: 'seat', at: at(20_000) },
      { type: 'ended', callId: 'c2', seat: '8001', cause: 'caller', at: at(20_000) },
    )
    expect(await mayReadCall(storage.db, 'c1', expert)).toBe(false)
  })

  it('shows who gets a call from a queue what the seat before has written, and an expert who is handed it nothing of that', async () => {
    const requeued = { type: 'requeued', callId: 'c1', sipCallId: 'sip-2', queue: '外语', from: '8001' } as const
    await bench.say(
      ...talk('c1', '8001').slice(0, 3),
      { ...requeued, at: at(10_000) },
      { type: 'offered', callId: 'c1', seat: '8201', at: at(11_000) },
      { type: 'answered', callId: 'c1', seat: '8201', at: at(12_000) },
    )
    const handed = (seat: string) => (bench.rowsOf(`calls/${seat}`)[0] as CallRow | undefined)?.handedBy
    await vi.waitFor(() => expect(handed('8201')).toMatchObject({ seat: '8001', draft: { title: '路灯不亮' } }))
    expect(callRowSchema.safeParse(bench.rowsOf('calls/8201')[0]).success).toBe(true)
    expect(handed('8001')).toBeNull()
    await bench.say({
      type: 'transferred',
      callId: 'c1',
      sipCallId: 'sip-3',
      from: '8201',
      seat: '9001',
      at: at(20_000),
    })
    expect(handed('9001')).toBeNull()
  })

  it('takes a consult from the list of one who would not come', async () => {
    await bench.say(
      { type: 'dialled', callId: 'c2', sipCallId: 'sip-c2', seat: '8001', target: '9001', about: null, at: at(0) },
      { type: 'offered', callId: 'c2', seat: '9001', at: at(1) },
      { type: 'declined', callId: 'c2', seat: '9001', cause: 'rejected', at: at(2) },
    )
    expect(bench.rowsOf('calls/9001')).toEqual([])
  })

  it('lets only the seat itself read its calls', async () => {
    expect(await bench.rows.calls.allow({ seat: '8001', role: 'agent' }, '8001')).toBe(true)
    expect(await bench.rows.calls.allow({ seat: '8002', role: 'lead' }, '8001')).toBe(false)
  })

  it('shows the wall who waits, masked and in order', async () => {
    await bench.say(queued('c1', at(0)), queued('c2', at(10), null), queued('c3', at(20)))
    await bench.say({ type: 'answered', callId: 'c1', seat: '8001', at: at(30) })
    const rows = bench.rowsOf('wall-waiting/').map((row) => wallWaitingRowSchema.parse(row))
    expect(rows.map(({ callId, position, number: shown }) => [callId, position, shown])).toEqual([
      ['c2', 1, null],
      ['c3', 2, '138****1234'],
    ])
    expect(bench.rowsOf('wall-queues/')).toMatchObject([{ queue: '12345', waiting: 2, oldestSince: at(10) }])
  })

  it('gives the same figures after a restart, computed from the stored events alone', async () => {
    await bench.say(...talk('c1', '8001'), ...talk('c2', '8002', 1000))
    await bench.say(queued('c3', at(5000)), { type: 'abandoned', callId: 'c3', at: at(6000) })
    await bench.say(queued('c4', at(7000)), { type: 'answered', callId: 'c4', seat: '8001', at: at(30_000) })
    await bench.say({ type: 'ended', callId: 'c4', seat: '8001', cause: 'seat', at: at(90_000) })
    const before = wallNumbersRowSchema.parse(bench.wall.numbersNow())
    expect(before).toMatchObject({ offered: 4, answered: 3, abandoned: 1, answeredInTime: 2, serviceLevel: 0.5 })
    await bench.log.close()
    const again = await openCallBench(storage, clock)
    expect(again.wall.numbersNow()).toEqual(before)
    expect(['8001', '8002'].map(again.wall.answeredToday)).toEqual([2, 1])
    expect(again.faults).toEqual([])
  })

  it('closes after a restart what was open when the program stopped', async () => {
    await bench.say(...talk('c1', '8001').slice(0, 3), queued('c2', at(9000)))
    await bench.log.close()
    const again = await openCallBench(storage, clock)
    expect(again.moves).toEqual([{ seat: '8001', type: 'ended' }])
    expect(again.wall.numbersNow()).toMatchObject({ waiting: 0, abandoned: 1, answered: 1 })
    const stored = await loadEvents(storage.db, 0)
    expect(stored.slice(-2).map(({ type }) => type)).toEqual(['ended', 'abandoned'])
  })

  it('begins the wall’s day anew at midnight in Shanghai', async () => {
    await bench.say(...talk('c1', '8001'))
    clock.advance(14 * 3_600_000)
    expect(bench.wall.numbersNow()).toMatchObject({ day: '2026-11-24', offered: 0, answered: 0 })
    expect(bench.wall.answeredToday('8001')).toBe(0)
  })

  it('stores nothing of an event that does not fit its call', async () => {
    await bench.say({ type: 'answered', callId: 'unknown', seat: '8001', at: at(0) })
    await bench.say(...talk('c1', '8001'), { type: 'held', callId: 'c1', seat: '8001', at: at(70_000) })
    expect((await loadEvents(storage.db, 0)).map(({ type }) => type)).toEqual([
      'queued',
      'offered',
      'answered',
      'ended',
    ])
  })

  it('goes on under the new Call-ID after the seat took its call up again', async () => {
    await bench.say(...talk('c1', '8001').slice(0, 3))
    await bench.say({ type: 'replaced', callId: 'c1', seat: '8001', sipCallId: 'sip-new', at: at(9000) })
    expect(bench.log.bySipCallId('sip-new')?.callId).toBe('c1')
    // Speech that is under way may still come under the old one.
    expect(bench.log.bySipCallId('sip-c1')?.callId).toBe('c1')
    expect(bench.rowsOf('calls/8001')).toMatchObject([{ callId: 'c1', sipCallId: 'sip-new', state: 'talking' }])
  })

  it('finds a call by its Call-ID header', async () => {
    await bench.say(queued('c1', at(0)))
    expect(bench.log.bySipCallId('sip-c1')?.callId).toBe('c1')
    expect(bench.log.bySipCallId('sip-c2')).toBeUndefined()
  })
})
