import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createHandoverHandlers, handoversTopic } from '#server/handover/handover.handlers.ts'
import type { HandoverSeats } from '#server/handover/handover-rows.rules.ts'
import type { CommandContext, CommandHandler } from '#server/ports/command.ts'
import type { OpenStorage } from '#server/storage/storage.ts'
import { randomId } from '#server/system-clock.ts'
import type { CommandPayload } from '#shared/contract/socket/commands.ts'
import { handoverRowSchema } from '#shared/contract/socket/handover.schema.ts'
import { draftsRowSchema } from '#shared/contract/socket/topics.ts'
import { createAttachmentBench } from '#tests/support/attachment-bench.ts'
import { databases } from '#tests/support/databases.ts'
import { sampleFile } from '#tests/support/sample-files.ts'
import { benchTime, goodInput, updatesOf } from '#tests/support/ticket-bench.ts'

const seatOf = (seat: string) =>
  [seat, { seat, role: 'agent', team: null, disabled: false, name: `Seat ${seat}` }] as const
const seats: HandoverSeats = new Map([seatOf('8001'), seatOf('8002'), seatOf('8003')])
const day = 24 * 3_600_000

describe.each(databases())('Drafts at a hand-over on $name', (database) => {
  let storage: OpenStorage
  let bench: ReturnType<typeof createAttachmentBench>
  let handlers: ReturnType<typeof createHandoverHandlers>
  beforeAll(async () => {
    await database.start()
    storage = await database.open()
    bench = createAttachmentBench(storage)
    handlers = createHandoverHandlers({
      seats,
      newId: randomId,
      publisher: { publish: () => undefined },
      callbacks: { isPromisedBy: async () => false, pass: async () => false },
      drafts: bench.passing,
    })
  })
  afterAll(async () => {
    bench.close()
    await storage.close()
    await database.stop()
  })

  const run = async <N extends 'handover.write' | 'handover.accept'>(
    name: N,
    said: CommandPayload<N>,
    seat: string,
  ) => {
    const outcome = await storage.transaction(({ tx, afterCommit }) => {
      const context: CommandContext = { seat, role: 'agent', sessionId: 's', at: benchTime, tx, afterCommit }
      return (handlers[name] as unknown as CommandHandler<N>)(context, said)
    })
    if (!outcome.ok && outcome.note) await storage.transaction(({ tx }) => outcome.note?.(tx) ?? Promise.resolve())
    return outcome
  }
  const write = (drafts: string[], seat = '8001', to = '8002') =>
    run('handover.write', { to: { kind: 'seat', name: to }, text: '没写完', tasks: [], drafts }, seat)
  const accept = (handoverId: string, seat = '8002') => run('handover.accept', { handoverId }, seat)
  /** Hands the drafts over; not accepted yet. */
  const offered = async (drafts: string[], seat = '8001', to = '8002') => {
    const outcome = await write(drafts, seat, to)
    if (!outcome.ok) throw new Error(JSON.stringify(outcome.faults))
    return outcome.result.handoverId
  }
  let count = 0
  const newDraft = async (input = {}, seat = '8001') => {
    count += 1
    const draftId = `handed-${String(count).padStart(10, '0')}`
    await bench.write(draftId, { ...goodInput, ...input }, seat)
    return draftId
  }
  const rowOf = async (draftId: string, seat: string) => {
    const row = new Map(await bench.topics.drafts.load(seat)).get(draftId)
    return row && draftsRowSchema.parse(row)
  }
  const handoverOf = async (handoverId: string, seat: string) => {
    const row = new Map(await handoversTopic(storage.db, seats, () => benchTime).load(seat)).get(handoverId)
    return handoverRowSchema.parse(row)
  }
  const fault = (rule: string) => ({ ok: false, reason: 'bad-input', faults: [{ field: 'drafts', rule }] })

  it('become the taker’s own with whom they came from, and are the giver’s no more', async () => {
    const draftId = await newDraft()
    const handoverId = await offered([draftId])
    expect(await rowOf(draftId, '8001')).toMatchObject({ passedTo: null })
    expect(await rowOf(draftId, '8002')).toBeUndefined()
    expect(await accept(handoverId)).toEqual({ ok: true, result: { passed: 0, drafts: 1 } })
    const from = { seat: '8001', name: 'Seat 8001', at: benchTime }
    const to = { seat: '8002', name: 'Seat 8002', at: benchTime }
    const kept = { draftId, callId: null, title: goodInput.title, ticketNo: null }
    expect(await rowOf(draftId, '8002')).toMatchObject({ ...kept, from, passedTo: null })
    expect(await rowOf(draftId, '8001')).toEqual({
      draftId,
      callId: null,
      title: '',
      updatedAt: benchTime,
      ticketNo: null,
      from: null,
      passedTo: to,
    })
    const told = bench.published.filter(({ name, set }) => name === 'drafts' && set.some(([key]) => key === draftId))
    expect(told.slice(-2)).toMatchObject([
      { id: '8001', set: [[draftId, { title: '', passedTo: to }]] },
      { id: '8002', set: [[draftId, { from, passedTo: null }]] },
    ])
    expect((await handoverOf(handoverId, '8001')).passed).toEqual({ tasks: 0, drafts: 1, stayed: [] })
  })

  it('are read, written, handed in and thrown away by who has them alone', async () => {
    const draftId = await newDraft()
    const handoverId = await offered([draftId])
    const reads = (seat: string) => bench.topics.draft.allow({ seat, role: 'agent' }, draftId)
    expect([await reads('8001'), await reads('8002')]).toEqual([true, false])
    await accept(handoverId)
    expect([await reads('8001'), await reads('8002')]).toEqual([false, true])
    expect(bench.dismissed).toEqual(expect.arrayContaining([`draft/${draftId} 8001`, `draft-people/${draftId} 8001`]))
    const late = updatesOf({ title: '离线时写的', name: '离线' }, '8001')
    for (const doc of ['matter', 'person'] as const) {
      const said = { draftId, doc, callId: null, update: late[doc] }
      expect(await bench.run('draft.update', said, { seat: '8001' })).toMatchObject({ reason: 'forbidden' })
    }
    for (const name of ['ticket.submit', 'draft.discard'] as const)
      expect(await bench.run(name, { draftId }, { seat: '8001' })).toMatchObject({ reason: 'forbidden' })
    expect(await rowOf(draftId, '8002')).toMatchObject({ title: goodInput.title })
    const said = { draftId, doc: 'person', callId: null, update: updatesOf({ name: '王' }, '8002').person } as const
    expect(await bench.run('draft.update', said, { seat: '8002' })).toMatchObject({ ok: true })
    expect(await rowOf(draftId, '8002')).toMatchObject({ from: { seat: '8001' } })
    expect(await bench.run('ticket.submit', { draftId }, { seat: '8002' })).toMatchObject({ ok: true })
    const ticket = storage.db.selectFrom('tickets').select('seat').where('draft_id', '=', draftId)
    expect(await ticket.executeTakeFirst()).toEqual({ seat: '8002' })
  })

  it('take their files along', async () => {
    const draftId = await newDraft()
    expect(await bench.toDraft(draftId, 'one', { body: sampleFile('image/jpeg') })).toMatchObject({ status: 200 })
    expect(await bench.listOf('drafts', draftId, { seat: '8002' })).toBeNull()
    await accept(await offered([draftId]))
    expect((await bench.listOf('drafts', draftId, { seat: '8002' }))?.attachments).toHaveLength(1)
    expect(await bench.listOf('drafts', draftId)).toBeNull()
  })

  it('are handed over by nobody but who has them: of others nothing is said', async () => {
    const foreign = await newDraft({}, '8003')
    expect(await write([foreign])).toMatchObject(fault('unknown'))
    expect(await write(['no-such-draft-000'])).toMatchObject(fault('unknown'))
    const own = await newDraft()
    expect(await write([own, foreign])).toMatchObject(fault('unknown'))
    expect(await rowOf(foreign, '8003')).toMatchObject({ passedTo: null })
  })

  it('are not handed over once they are handed in or thrown away', async () => {
    const [handedIn, discarded] = [await newDraft(), await newDraft()]
    await bench.run('ticket.submit', { draftId: handedIn })
    await bench.run('draft.discard', { draftId: discarded })
    expect(await write([handedIn])).toMatchObject(fault('handed-in'))
    expect(await write([discarded])).toMatchObject(fault('discarded'))
  })

  it('are not handed over while their call is up', async () => {
    const draftId = await newDraft()
    const said = { draftId, doc: 'matter', callId: 'own-up', update: updatesOf({ title: 'x' }, '8001').matter } as const
    await bench.run('draft.update', said)
    bench.up.add('own-up')
    expect(await write([draftId])).toMatchObject(fault('in-call'))
    bench.up.delete('own-up')
    const handoverId = await offered([draftId])
    bench.up.add('own-up')
    expect(await accept(handoverId)).toMatchObject({ result: { drafts: 0 } })
    expect((await handoverOf(handoverId, '8002')).passed?.stayed).toEqual([{ draftId, why: 'in-call' }])
    expect(await rowOf(draftId, '8001')).toMatchObject({ passedTo: null })
    bench.up.delete('own-up')
  })

  it('stay where they are when they were handed in, thrown away or given to another meanwhile; both are told', async () => {
    const [handedIn, discarded, elsewhere, good] = [
      await newDraft(),
      await newDraft(),
      await newDraft(),
      await newDraft(),
    ]
    const handoverId = await offered([handedIn, discarded, elsewhere, good])
    await bench.run('ticket.submit', { draftId: handedIn })
    await bench.run('draft.discard', { draftId: discarded })
    await accept(await offered([elsewhere], '8001', '8003'), '8003')
    expect(await accept(handoverId)).toMatchObject({ result: { drafts: 1 } })
    for (const seat of ['8001', '8002'])
      expect((await handoverOf(handoverId, seat)).passed).toEqual({
        tasks: 0,
        drafts: 1,
        stayed: [
          { draftId: handedIn, why: 'handed-in' },
          { draftId: discarded, why: 'discarded' },
          { draftId: elsewhere, why: 'elsewhere' },
        ],
      })
    expect(await rowOf(elsewhere, '8003')).toMatchObject({ from: { seat: '8001' } })
    expect(await rowOf(good, '8002')).toMatchObject({ from: { seat: '8001' } })
  })

  it('pass once, however often the same seat accepts', async () => {
    const draftId = await newDraft()
    const handoverId = await offered([draftId, draftId])
    const answers = await Promise.all([accept(handoverId), accept(handoverId)])
    expect(answers).toEqual([1, 1].map((drafts) => ({ ok: true, result: { passed: 0, drafts } })))
    const passes = storage.db.selectFrom('draft_passes').select('to_seat').where('draft_id', '=', draftId)
    expect(await passes.execute()).toEqual([{ to_seat: '8002' }])
  })

  it('go to one of two who accept at once', async () => {
    const [one, two] = [await newDraft(), await newDraft()]
    const handovers = [await offered([one, two]), await offered([two, one], '8001', '8003')]
    const taken = await Promise.all([accept(handovers[0] ?? ''), accept(handovers[1] ?? '', '8003')])
    expect(taken.map((outcome) => (outcome.ok ? outcome.result.drafts : -1)).sort()).toEqual([0, 2])
  })

  it('may come back, and are told as the giver’s for a week', async () => {
    const draftId = await newDraft()
    await accept(await offered([draftId]))
    const listAt = async (at: number) => new Map(await bench.topicsAt(at).drafts.load('8001'))
    expect((await listAt(benchTime + 6 * day)).get(draftId)?.passedTo?.seat).toBe('8002')
    expect((await listAt(benchTime + 8 * day)).has(draftId)).toBe(false)
    await accept(await offered([draftId], '8002', '8001'), '8001')
    expect(await rowOf(draftId, '8001')).toMatchObject({ from: { seat: '8002' }, passedTo: null })
    expect(await rowOf(draftId, '8002')).toMatchObject({ passedTo: { seat: '8001' } })
  })

  it('that were parted still name each other when one of them changed seat', async () => {
    const first = await newDraft()
    const second = await newDraft({ splitOf: first })
    const foreign = await newDraft({ splitOf: first }, '8003')
    await accept(await offered([second]))
    const groupOf = async (draftId: string, seat: string) => {
      const done = await bench.run('ticket.submit', { draftId }, { seat })
      if (!done.ok) throw new Error(JSON.stringify(done))
      const { ticketNo } = done.result
      const row = storage.db.selectFrom('ticket_more').select('split_group').where('ticket_no', '=', ticketNo)
      return (await row.executeTakeFirst())?.split_group
    }
    expect(await groupOf(first, '8001')).toBe(first)
    expect(await groupOf(second, '8002')).toBe(first)
    expect(await groupOf(foreign, '8003')).toBe(foreign)
  })

  it('leave a trail of what passed, what stayed and what was refused, that nobody changes', async () => {
    const draftId = await newDraft()
    await accept(await offered([draftId]))
    await write([draftId])
    const acts = await storage.db.selectFrom('handover_acts').select(['seat', 'act', 'said', 'refused']).execute()
    const ofThis = acts.filter(({ said }) => said.includes(draftId))
    expect(ofThis).toMatchObject([
      { seat: '8001', act: 'write', refused: null },
      { seat: '8002', act: 'accept', said: JSON.stringify({ tasks: [], drafts: [draftId], stayed: [] }) },
      { seat: '8001', act: 'write', refused: 'bad-input' },
    ])
    await expect(storage.db.deleteFrom('draft_passes').execute()).rejects.toThrow(/only ever added/)
  })
})
