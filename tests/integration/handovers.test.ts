import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createHandoverHandlers, handoversTopic } from '#server/handover/handover.handlers.ts'
import type { HandoverSeats } from '#server/handover/handover-rows.rules.ts'
import type { CommandContext, CommandHandler } from '#server/ports/command.ts'
import type { OpenStorage } from '#server/storage/storage.ts'
import { randomId } from '#server/system-clock.ts'
import { type Callbacks, createCallbacks } from '#server/telephony/callback/callbacks.ts'
import { createPassing } from '#server/telephony/callback/pass-promise.ts'
import type { CommandPayload } from '#shared/contract/socket/commands.ts'
import { type HandoverRow, handoverRowSchema } from '#shared/contract/socket/handover.schema.ts'
import { handoverShownMs } from '#shared/handover/handover.ts'
import { usualCallbackTimes } from '#shared/telephony/callback.machine.ts'
import { databases } from '#tests/support/databases.ts'

const now = Date.UTC(2026, 10, 23, 2)
const hour = 3_600_000
const seatOf = (seat: string, role = 'agent', team: string | null = null, disabled = false) =>
  [seat, { seat, role, team, disabled, name: `Seat ${seat}` }] as const
const seats: HandoverSeats = new Map([
  seatOf('8001'),
  seatOf('8002', 'agent', 'a'),
  seatOf('8003', 'agent', 'a'),
  seatOf('8004', 'agent', null, true),
  seatOf('9001', 'expert'),
])
const toSeat = (name: string) => ({ kind: 'seat', name }) as const

describe.each(databases())('Hand-overs on $name', (database) => {
  let storage: OpenStorage
  let callbacks: Callbacks
  let handlers: ReturnType<typeof createHandoverHandlers>
  const shown = new Map<string, Map<string, HandoverRow>>()
  beforeAll(async () => {
    await database.start()
    storage = await database.open()
    callbacks = createCallbacks({
      storage,
      clock: { now: () => now, after: () => () => undefined },
      publisher: { publish: () => undefined },
      newId: randomId,
      times: usualCallbackTimes,
      onError: (error) => {
        throw error
      },
    })
    handlers = createHandoverHandlers({
      seats,
      newId: randomId,
      callbacks: createPassing(callbacks),
      drafts: { fault: async () => 'elsewhere', pass: async () => 'elsewhere' },
      publisher: {
        publish({ id }, set, gone = []) {
          const rows = shown.get(id) ?? new Map()
          shown.set(id, rows)
          for (const [key, row] of set) rows.set(key, handoverRowSchema.parse(row))
          for (const key of gone) rows.delete(key)
        },
      },
    })
  })
  afterAll(async () => {
    callbacks.close()
    await storage.close()
    await database.stop()
  })

  const run = async <N extends 'handover.write' | 'handover.accept'>(
    name: N,
    said: CommandPayload<N>,
    seat: string,
  ) => {
    const outcome = await storage.transaction(({ tx, afterCommit }) => {
      const context: CommandContext = { seat, role: 'agent', sessionId: 's', at: now, tx, afterCommit }
      return (handlers[name] as unknown as CommandHandler<N>)(context, said)
    })
    if (!outcome.ok && outcome.note) await storage.transaction(({ tx }) => outcome.note?.(tx) ?? Promise.resolve())
    return outcome
  }
  const write = async (to: CommandPayload<'handover.write'>['to'], tasks: string[] = []) => {
    const outcome = await run('handover.write', { to, text: '两件没办完', tasks, drafts: [] }, '8001')
    if (!outcome.ok) throw new Error(outcome.reason)
    return outcome.result.handoverId
  }
  const load = async (seat: string, at = now) => new Map(await handoversTopic(storage.db, seats, () => at).load(seat))
  const promise = async (seat: string, number: string) => {
    const event = { type: 'promised', seat, dueAt: now + hour, note: '', callId: null } as const
    const owed = await storage.transaction((work) =>
      callbacks.owe(work, { number, origin: 'promise' }, { event, at: now }),
    )
    return owed.taskId
  }
  const promisedBy = async (taskId: string) => new Map(await callbacks.topic.load('')).get(taskId)?.promisedBy

  it('come to who they are for, and promised callbacks go along when accepted', async () => {
    const taskId = await promise('8001', '13800000001')
    const id = await write(toSeat('8002'), [taskId])
    expect(shown.get('8002')?.get(id)).toMatchObject({
      seat: '8001',
      name: 'Seat 8001',
      tasks: [taskId],
      accepted: null,
    })
    expect(await promisedBy(taskId)).toBe('8001')
    expect(await run('handover.accept', { handoverId: id }, '8002')).toMatchObject({ ok: true, result: { passed: 1 } })
    expect(await promisedBy(taskId)).toBe('8002')
    expect(shown.get('8001')?.get(id)?.accepted).toMatchObject({ seat: '8002', name: 'Seat 8002' })
    expect((await load('8002')).get(id)?.accepted).toMatchObject({ seat: '8002' })
  })

  it('for others are neither seen nor accepted', async () => {
    const id = await write(toSeat('8002'))
    expect((await load('8003')).has(id)).toBe(false)
    for (const seat of ['8001', '8003', '9001'])
      expect(await run('handover.accept', { handoverId: id }, seat)).toMatchObject({ ok: false, reason: 'not-found' })
  })

  it('to a team or the next shift are taken once, by the first, and are gone for the others', async () => {
    for (const to of [
      { kind: 'team', name: 'a' },
      { kind: 'next', name: '' },
    ] as const) {
      const id = await write(to)
      expect((await load('8003')).has(id)).toBe(true)
      expect((await load('9001')).has(id)).toBe(false)
      expect(await run('handover.accept', { handoverId: id }, '8003')).toMatchObject({ ok: true })
      expect(await run('handover.accept', { handoverId: id }, '8002')).toMatchObject({ reason: 'conflict' })
      expect(shown.get('8002')?.has(id)).toBe(false)
      expect((await load('8002')).has(id)).toBe(false)
    }
  })

  it('take along no callback that is another seat’s, nor one that was settled meanwhile', async () => {
    const foreign = await promise('8003', '13800000002')
    const said = { to: toSeat('8002'), text: 'x', tasks: [foreign], drafts: [] }
    const wrong = { ok: false, faults: [{ field: 'tasks', rule: 'unknown' }] }
    expect(await run('handover.write', said, '8001')).toMatchObject(wrong)
    const own = await promise('8001', '13800000003')
    const id = await write(toSeat('8002'), [own])
    await promise('8003', '13800000003')
    expect(await run('handover.accept', { handoverId: id }, '8002')).toMatchObject({ result: { passed: 0 } })
    expect(await promisedBy(own)).toBe('8003')
  })

  it.each([toSeat('8001'), toSeat('8004'), toSeat('9001'), { kind: 'team', name: 'none' } as const])(
    'to %j are refused: nobody is there',
    async (to) => {
      const faults = [{ field: 'to', rule: 'nobody' }]
      expect(await run('handover.write', { to, text: 'x', tasks: [], drafts: [] }, '8001')).toMatchObject({ faults })
    },
  )

  it('are shown for a day, in the list of one seat alone', async () => {
    const id = await write(toSeat('8002'))
    expect((await load('8002', now + handoverShownMs)).has(id)).toBe(false)
    const topic = handoversTopic(storage.db, seats, () => now)
    expect(await topic.allow({ seat: '8002', role: 'agent' }, '8002')).toBe(true)
    expect(await topic.allow({ seat: '8001', role: 'lead' }, '8002')).toBe(false)
  })

  it('leave a trail of what was done and refused, that nobody changes', async () => {
    const acts = await storage.db.selectFrom('handover_acts').select(['seat', 'act', 'refused']).execute()
    expect(acts).toContainEqual({ seat: '8001', act: 'write', refused: null })
    expect(acts).toContainEqual({ seat: '8002', act: 'accept', refused: null })
    expect(acts).toContainEqual({ seat: '8003', act: 'accept', refused: 'not-found' })
    expect(acts).toContainEqual({ seat: '8002', act: 'accept', refused: 'conflict' })
    await expect(storage.db.deleteFrom('handover_acts').execute()).rejects.toThrow(/only ever added/)
  })
})
