import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { OpenStorage } from '#server/storage/storage.ts'
import { openCallLog } from '#server/telephony/call-log.ts'
import type { CallEvent } from '#shared/telephony/call-event.ts'
import { type CallbackBench, openCallbackBench } from '#tests/support/callback-bench.ts'
import { databases } from '#tests/support/databases.ts'
import { createFakeClock, type FakeClock } from '#tests/support/fake-clock.ts'

const minute = 60_000
const start = Date.UTC(2026, 10, 23, 2)
const number = '13820001234'
const masked = '138****1234'

describe.each(databases())('Callback tasks on $name', (database) => {
  let storage: OpenStorage
  let clock: FakeClock
  let bench: CallbackBench
  beforeAll(async () => {
    await database.start()
    storage = await database.open()
  })
  afterAll(async () => {
    await storage.close()
    await database.stop()
  })
  beforeEach(async () => {
    for (const table of ['call_events', 'callback_events'])
      await sql`alter table ${sql.table(table)} disable trigger ${sql.ref(`${table}_append_only`)}`.execute(storage.db)
    await sql`truncate calls, call_events, callback_tasks, callback_events cascade`.execute(storage.db)
    for (const table of ['call_events', 'callback_events'])
      await sql`alter table ${sql.table(table)} enable trigger ${sql.ref(`${table}_append_only`)}`.execute(storage.db)
    clock = createFakeClock(start)
    bench = await openCallbackBench(storage, clock)
    return async () => {
      await bench.close()
      expect(bench.faults).toEqual([])
    }
  })

  const queued = (callId: string, from: string | null = number): CallEvent => ({
    type: 'queued',
    callId,
    at: clock.now(),
    sipCallId: `sip-${callId}`,
    queue: '12345',
    callerNumber: from,
  })
  const inVain = async (callId: string, from: string | null = number) => {
    await bench.say(queued(callId, from))
    clock.advance(8000)
    await bench.say({ type: 'abandoned', callId, at: clock.now() })
  }
  const rings = (callId: string, seat: string, target = number) =>
    bench.say({ type: 'dialled', callId, at: clock.now(), sipCallId: `sip-${callId}`, seat, target, about: null })
  const only = () => {
    const [row, ...more] = bench.rows()
    if (!row || more.length > 0) throw new Error(`${bench.rows().length} tasks`)
    return row
  }
  const eventsOf = async (taskId: string) =>
    (
      await storage.db
        .selectFrom('callback_events')
        .select(['type', 'seat'])
        .where('task_id', '=', taskId)
        .orderBy('event_id')
        .execute()
    ).map(({ type, seat }) => (seat === null ? type : `${type} ${seat}`))

  it('are made of calls the caller or the queue gave up, one a number, due in half an hour', async () => {
    await inVain('c1')
    expect(only()).toMatchObject({ state: 'open', origin: 'abandoned', number: masked, missed: 1, seat: null })
    expect(only().dueAt).toBe(start + 8000 + 30 * minute)
    await bench.say(queued('c2'))
    await bench.say({ type: 'overflowed', callId: 'c2', at: clock.now() })
    expect(only()).toMatchObject({ missed: 2, origin: 'abandoned' })
    await bench.say(queued('c3', '02292345678'), { type: 'overflowed', callId: 'c3', at: clock.now() })
    expect(bench.rows().map(({ origin }) => origin)).toEqual(['abandoned', 'missed'])
  })

  it('are not made without a number, of a seat that rang the hotline, and of calls somebody answered', async () => {
    await inVain('c1', null)
    await inVain('c2', '8001')
    await bench.say(
      queued('c3'),
      { type: 'answered', callId: 'c3', seat: '8001', at: clock.now() },
      { type: 'ended', callId: 'c3', seat: '8001', cause: 'caller', at: clock.now() },
    )
    expect(bench.rows()).toEqual([])
  })

  it('close by themselves when the caller gets through soon', async () => {
    await inVain('c1')
    const { taskId } = only()
    clock.advance(5 * minute)
    await bench.say(queued('c2'), { type: 'answered', callId: 'c2', seat: '8001', at: clock.now() })
    expect(bench.rows()).toEqual([])
    expect(await eventsOf(taskId)).toEqual(['missed', 'got-through'])
    await bench.say({ type: 'ended', callId: 'c2', seat: '8001', cause: 'caller', at: clock.now() })
    await inVain('c3')
    expect(only().taskId).not.toBe(taskId)
  })

  it('give the number to the seat that claims them and to no other, and keep who was given it', async () => {
    await inVain('c1')
    const { taskId } = only()
    expect(await bench.run('callback.claim', { taskId })).toEqual({ ok: true, result: { number } })
    expect(only()).toMatchObject({
      state: 'claimed',
      seat: '8001',
      number: masked,
      heldUntil: clock.now() + 10 * minute,
    })
    expect(await bench.run('callback.claim', { taskId }, { seat: '8002' })).toMatchObject({ reason: 'conflict' })
    expect(await bench.run('callback.claim', { taskId }, { seat: '7001', role: 'lead' })).toMatchObject({ ok: false })
    expect(await bench.run('callback.claim', { taskId })).toEqual({ ok: true, result: { number } })
    expect(await bench.run('callback.claim', { taskId: 'none' })).toMatchObject({ reason: 'not-found' })
    expect(await eventsOf(taskId)).toEqual(['missed', 'claim 8001', 'claim 8001'])
  })

  it('come back from their seat, from a lead, and by themselves after ten minutes', async () => {
    await inVain('c1')
    const { taskId } = only()
    await bench.run('callback.claim', { taskId })
    expect(await bench.run('callback.release', { taskId }, { seat: '8002' })).toMatchObject({ reason: 'not-now' })
    expect((await bench.run('callback.release', { taskId })).ok).toBe(true)
    await bench.run('callback.claim', { taskId })
    expect((await bench.run('callback.release', { taskId }, { seat: '7001', role: 'lead' })).ok).toBe(true)
    expect(only()).toMatchObject({ state: 'open', seat: null })
    await bench.run('callback.claim', { taskId })
    clock.advance(10 * minute - 1)
    expect(only().state).toBe('claimed')
    clock.advance(1)
    await expect.poll(() => only().state).toBe('open')
  })

  it('stay with the seat that rings, whose word on it ends them', async () => {
    await inVain('c1')
    const { taskId } = only()
    await rings('other', '8002')
    expect(only().state).toBe('open')
    await bench.run('callback.claim', { taskId })
    await rings('o1', '8001')
    expect(only()).toMatchObject({ state: 'called', attempts: 1, heldUntil: null })
    await bench.say({ type: 'answered', callId: 'o1', seat: '8001', at: clock.now() })
    clock.advance(25 * minute)
    expect(only().state).toBe('called')
    await bench.say({ type: 'ended', callId: 'o1', seat: '8001', cause: 'seat', at: clock.now() })
    expect(only()).toMatchObject({ state: 'called', spoke: true, heldUntil: clock.now() + 10 * minute })
    expect(
      await bench.run('callback.attempt', { taskId, outcome: 'reached', at: null }, { seat: '8002' }),
    ).toMatchObject({
      reason: 'not-now',
    })
    expect((await bench.run('callback.attempt', { taskId, outcome: 'reached', at: null })).ok).toBe(true)
    expect(bench.rows()).toEqual([])
    expect(await bench.run('callback.attempt', { taskId, outcome: 'reached', at: null })).toMatchObject({
      reason: 'not-found',
    })
  })

  it('are tried three times half an hour apart, also when nobody says that nobody answered', async () => {
    await inVain('c1')
    const { taskId } = only()
    for (const attempt of [1, 2, 3]) {
      await bench.run('callback.claim', { taskId })
      await rings(`o${attempt}`, '8001')
      await bench.say({ type: 'ended', callId: `o${attempt}`, seat: '8001', cause: 'failed', at: clock.now() })
      const due = clock.now() + (attempt === 2 ? 10 : 0) * minute + 30 * minute
      if (attempt === 2) clock.advance(10 * minute)
      else await bench.run('callback.attempt', { taskId, outcome: 'no-answer', at: null })
      if (attempt < 3) await expect.poll(only).toMatchObject({ state: 'open', attempts: attempt, dueAt: due })
    }
    expect(bench.rows()).toEqual([])
    const task = await storage.db.selectFrom('callback_tasks').selectAll().executeTakeFirstOrThrow()
    expect(task).toMatchObject({ state: 'given-up', attempts: 3, last_outcome: 'no-answer' })
  })

  it('of a promise are due when it was said, of an own call or of a number', async () => {
    await bench.say(
      queued('c1'),
      { type: 'offered', callId: 'c1', seat: '8001', at: clock.now() },
      { type: 'answered', callId: 'c1', seat: '8001', at: clock.now() },
    )
    const at = clock.now() + 60 * minute
    const promised = await bench.run('callback.promise', { callId: 'c1', number: null, at, note: ' 补寄材料 ' })
    expect(promised).toMatchObject({ ok: true })
    expect(only()).toMatchObject({ origin: 'promise', promisedBy: '8001', note: '补寄材料', dueAt: at, missed: 0 })
    await bench.run('callback.promise', { callId: null, number: '+86 138-2000-1234', at: at + minute, note: '' })
    expect(only()).toMatchObject({ dueAt: at + minute, note: '补寄材料' })
    clock.advance(minute)
    await bench.say({ type: 'ended', callId: 'c1', seat: '8001', cause: 'caller', at: clock.now() }, queued('c2'), {
      type: 'answered',
      callId: 'c2',
      seat: '8001',
      at: clock.now(),
    })
    expect(only().state).toBe('open')
  })

  it.each([
    ['a number nobody can be called on', { callId: null, number: '110', at: start, note: '' }, 'bad-input', 'number'],
    ['no number and no call', { callId: null, number: null, at: start, note: '' }, 'bad-input', 'number'],
    ['a time too far off', { callId: null, number, at: start + 31 * 24 * 60 * minute, note: '' }, 'bad-input', 'at'],
    ['another seat’s call', { callId: 'c9', number: null, at: start, note: '' }, 'not-found', undefined],
  ] as const)('are not promised for %s', async (_what, payload, reason, field) => {
    await bench.say(queued('c9'), { type: 'answered', callId: 'c9', seat: '8002', at: clock.now() })
    const answer = await bench.run('callback.promise', payload)
    expect(answer).toMatchObject({ ok: false, reason, faults: field === undefined ? [] : [{ field }] })
  })

  it('need a time for “later”, and none for the rest', async () => {
    await inVain('c1')
    const { taskId } = only()
    await bench.run('callback.claim', { taskId })
    const wrong = { ok: false, reason: 'bad-input', faults: [{ field: 'at' }] }
    expect(await bench.run('callback.attempt', { taskId, outcome: 'later', at: null })).toMatchObject(wrong)
    expect(await bench.run('callback.attempt', { taskId, outcome: 'reached', at: start })).toMatchObject(wrong)
    const at = clock.now() + 90 * minute
    expect((await bench.run('callback.attempt', { taskId, outcome: 'later', at })).ok).toBe(true)
    expect(only()).toMatchObject({ state: 'open', dueAt: at, lastOutcome: 'later', attempts: 1 })
  })

  it('are made after a restart of what the last run left undone, once', async () => {
    await inVain('c1')
    await bench.run('callback.claim', { taskId: only().taskId })
    await rings('o1', '8001')
    await bench.close()
    // A log without anybody who follows it: the program stopped between the call's end and its task.
    const deaf = await openCallLog({ storage, clock, moveSeat: async () => undefined, onError: () => {} })
    for (const event of [queued('c2', '02292345678'), queued('c3', '14200001234')]) deaf.record(event)
    deaf.record({ type: 'abandoned', callId: 'c2', at: clock.now() })
    await deaf.close()
    for (const _again of [1, 2]) {
      bench = await openCallbackBench(storage, clock)
      const rows = (await bench.callbacks.topic.load('')).map(([, row]) => row)
      expect(rows.map((row) => [row.number, row.missed, row.state]).sort()).toEqual([
        ['022******78', 1, 'open'],
        [masked, 1, 'called'],
        ['142****1234', 1, 'open'],
      ])
      if (_again === 1) await bench.close()
    }
    clock.advance(10 * minute)
    await expect
      .poll(() => bench.rows().find((row) => row.number === masked))
      .toMatchObject({ state: 'open', attempts: 1 })
  })

  it('keep their log append-only', async () => {
    await inVain('c1')
    await expect(storage.db.deleteFrom('callback_events').execute()).rejects.toThrow('only ever added')
  })
})
