import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { OpenStorage } from '#server/storage/storage.ts'
import { callHistorySchema } from '#shared/contract/rest/calls.schema.ts'
import type { CallEvent } from '#shared/telephony/call-event.ts'
import { type CallOutcome, callOutcome, callOutcomes } from '#shared/telephony/call-outcome.rules.ts'
import { type CallbackBench, openCallbackBench } from '#tests/support/callback-bench.ts'
import { databases } from '#tests/support/databases.ts'
import { createFakeClock } from '#tests/support/fake-clock.ts'

const day = 24 * 3_600_000
/** Noon of 23 November 2026 in the hall. */
const noon = Date.UTC(2026, 10, 23, 4)
const number = '13820001234'
const lead = { seat: '7001', role: 'lead' } as const

const begin = (callId: string, at: number, callerNumber: string | null): CallEvent => ({
  type: 'queued',
  callId,
  at,
  sipCallId: `sip-${callId}`,
  queue: '12345',
  callerNumber,
})
const dial = (callId: string, at: number): CallEvent => ({
  type: 'dialled',
  callId,
  at,
  sipCallId: `sip-${callId}`,
  seat: '8001',
  target: '92345678',
  about: null,
})

describe.each(databases())('The history of calls on $name', (database) => {
  let storage: OpenStorage
  let bench: CallbackBench
  beforeAll(async () => {
    await database.start()
    storage = await database.open()
    bench = await openCallbackBench(storage, createFakeClock(noon + day))
    await bench.say(...allCalls())
  })
  afterAll(async () => {
    await bench.close()
    await storage.close()
    await database.stop()
  })

  const list = async (query: Record<string, string>, reader?: { seat: string; role: 'agent' | 'expert' | 'lead' }) => {
    const answer = await bench.get(query, reader)
    if (answer?.status !== 200) throw new Error(JSON.stringify(answer))
    return callHistorySchema.parse(answer.body)
  }
  const ids = async (query: Record<string, string>, reader?: Parameters<typeof list>[1]) =>
    (await list(query, reader)).calls.map(({ callId }) => callId)

  it('shows a seat its own calls, newest first, with their numbers', async () => {
    const { calls, next } = await list({})
    expect(calls.map(({ callId, outcome }) => [callId, outcome])).toEqual([
      ['out-2', 'live'],
      ['out-1', 'no-answer'],
      ['in-1', 'answered'],
    ])
    expect(calls[2]).toMatchObject({
      direction: 'in',
      queue: '12345',
      number,
      seat: '8001',
      queuedAt: noon,
      answeredAt: noon + 4000,
      endedAt: noon + 64_000,
      endedBy: 'caller',
    })
    expect(next).toBeNull()
    expect(await ids({}, { seat: '9001', role: 'expert' })).toEqual([])
    expect(await ids({ seat: '8002' })).toEqual([])
  })

  it('shows a lead all of the hall, masked', async () => {
    const { calls } = await list({}, lead)
    expect(calls.map(({ callId }) => callId)).toEqual(['out-2', 'out-1', 'in-4', 'in-3', 'in-2', 'in-1'])
    expect(calls.map((row) => row.number)).toEqual([
      '022******78',
      '022******78',
      null,
      '142****1234',
      '138****1234',
      '138****1234',
    ])
    expect(await ids({ seat: '8002' }, lead)).toEqual(['in-2'])
  })

  it.each<[string, Record<string, string>, string[]]>([
    ['direction', { direction: 'out' }, ['out-2', 'out-1']],
    ['queue', { queue: '12345' }, ['in-4', 'in-3', 'in-2', 'in-1']],
    ['another queue', { queue: '专席' }, []],
    ['number, however it is written', { number: '+86 138-2000-1234' }, ['in-2', 'in-1']],
    ['landline without its area code', { number: '９２３４５６７８' }, ['out-2', 'out-1']],
    ['a part of a number finds nothing', { number: '1382000' }, []],
    ['days, both in it', { from: '2026-11-24', to: '2026-11-24' }, ['out-2', 'out-1', 'in-4', 'in-3']],
    ['the day before', { to: '2026-11-23' }, ['in-2', 'in-1']],
  ])('is narrowed by %s', async (_what, query, found) => {
    expect(await ids(query, lead)).toEqual(found)
  })

  it('shows who was consulted or handed a call on that call too, in his own words', async () => {
    const expert = { seat: '9002', role: 'expert' } as const
    const at = noon + 3 * day
    await bench.say(
      { ...dial('out-9', at), target: '9002' } as CallEvent,
      { type: 'offered', callId: 'out-9', seat: '9002', at },
      { type: 'answered', callId: 'out-9', seat: '9002', at: at + 1000 },
      { type: 'ended', callId: 'out-9', seat: '8001', cause: 'seat', at: at + 9000 },
      begin('in-9', at + 20_000, '14200009999'),
      { type: 'answered', callId: 'in-9', seat: '9002', at: at + 21_000 },
      { type: 'transferred', callId: 'in-9', from: '9002', seat: '8003', sipCallId: 'sip-9', at: at + 30_000 },
    )
    const { calls } = await list({ from: '2026-11-26' }, expert)
    expect(calls.map(({ callId, direction, number: shown, seat }) => [callId, direction, shown, seat])).toEqual([
      ['in-9', 'in', '14200009999', '8003'],
      ['out-9', 'in', '8001', '8001'],
    ])
    expect(await ids({ direction: 'out', from: '2026-11-26' }, expert)).toEqual([])
    expect(await ids({ direction: 'in', from: '2026-11-26' }, expert)).toEqual(['in-9', 'out-9'])
    expect(await ids({ direction: 'out', from: '2026-11-26' })).toEqual(['out-9'])
  })

  it('finds by outcome what the shared rule calls so', async () => {
    const all = (await list({}, lead)).calls
    for (const outcome of callOutcomes) {
      const found = await ids({ outcome }, lead)
      expect([outcome, found]).toEqual([
        outcome,
        all.filter((call) => callOutcome(call) === outcome).map(({ callId }) => callId),
      ])
      expect(found.length).toBeGreaterThan(0)
    }
    expect(all.map(({ outcome }): CallOutcome => outcome)).toEqual(all.map(callOutcome))
  })

  it('goes on page by page, also through calls of the same instant', async () => {
    const seen: string[] = []
    let before: string | null = ''
    while (before !== null) {
      const page = await list({ limit: '2', to: '2026-11-24', ...(before === '' ? {} : { before }) }, lead)
      seen.push(...page.calls.map(({ callId }) => callId))
      before = page.next
    }
    expect(seen).toEqual(['out-2', 'out-1', 'in-4', 'in-3', 'in-2', 'in-1'])
  })

  it.each([
    ['direction', { direction: 'up' }],
    ['outcome', { outcome: 'lost' }],
    ['number', { number: 'anonymous' }],
    ['from', { from: '2026-02-30' }],
    ['to', { to: 'today' }],
    ['before', { before: "1'; drop table calls" }],
    ['limit', { limit: '1000' }],
    ['seat', { seat: 'x' }],
  ])('names the field %s of a query it does not take', async (field, query) => {
    expect(await bench.get(query)).toMatchObject({ status: 400, body: { reason: 'bad-input', faults: [{ field }] } })
  })
})

function allCalls(): CallEvent[] {
  return [
    begin('in-1', noon, number),
    { type: 'offered', callId: 'in-1', seat: '8001', at: noon },
    { type: 'answered', callId: 'in-1', seat: '8001', at: noon + 4000 },
    { type: 'ended', callId: 'in-1', seat: '8001', cause: 'caller', at: noon + 64_000 },
    begin('in-2', noon, number),
    { type: 'answered', callId: 'in-2', seat: '8002', at: noon + 9000 },
    begin('in-3', noon + day, '14200001234'),
    { type: 'abandoned', callId: 'in-3', at: noon + day + 3000 },
    begin('in-4', noon + day + 1000, null),
    { type: 'overflowed', callId: 'in-4', at: noon + day + 150_000 },
    dial('out-1', noon + day + 2000),
    { type: 'ended', callId: 'out-1', seat: '8001', cause: 'failed', at: noon + day + 9000 },
    dial('out-2', noon + day + 2000),
  ]
}
