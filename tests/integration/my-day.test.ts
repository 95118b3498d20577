import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createDayRoutes } from '#server/day/day.routes.ts'
import type { OpenStorage } from '#server/storage/storage.ts'
import { type DayFigures, dayFiguresSchema } from '#shared/contract/rest/day.schema.ts'
import type { Role } from '#shared/seat/seat-state.ts'
import type { CallEvent } from '#shared/telephony/call-event.ts'
import { type CallbackBench, openCallbackBench } from '#tests/support/callback-bench.ts'
import { databases } from '#tests/support/databases.ts'
import { createFakeClock } from '#tests/support/fake-clock.ts'
import { benchTime, createTicketBench, goodInput } from '#tests/support/ticket-bench.ts'

const minute = 60_000
const inCall = (callId: string, at: number, seat: string): CallEvent[] => [
  { type: 'queued', callId, at, sipCallId: `sip-${callId}`, queue: '12345', callerNumber: null },
  { type: 'offered', callId, at, seat },
  { type: 'answered', callId, at: at + 1000, seat },
  { type: 'ended', callId, at: at + 1000 + minute, seat, cause: 'caller' },
]

describe.each(databases())("The agent's day on $name", (database) => {
  let storage: OpenStorage
  let calls: CallbackBench
  let tickets: ReturnType<typeof createTicketBench>
  beforeAll(async () => {
    await database.start()
    storage = await database.open()
    calls = await openCallbackBench(storage, createFakeClock(benchTime))
    tickets = createTicketBench(storage)
    await calls.say(
      ...inCall('a', benchTime - 30 * minute, '8001'),
      ...inCall('b', benchTime - 20 * minute, '8002'),
      ...inCall('y', benchTime - 24 * 60 * minute, '8001'),
    )
  })
  afterAll(async () => {
    await calls.close()
    await storage.close()
    await database.stop()
  })

  const dayOf = async (seat: string, role: Role = 'agent', at = benchTime): Promise<DayFigures> => {
    const answer = await createDayRoutes(storage.db)[0]?.handle({ params: {}, query: {}, reader: { seat, role }, at })
    return dayFiguresSchema.parse(answer?.body)
  }
  const handIn = async (draftId: string, input: Partial<typeof goodInput> = {}) => {
    await tickets.write(draftId, { ...goodInput, ...input })
    const done = await tickets.run('ticket.submit', { draftId })
    if (!done.ok) throw new Error(JSON.stringify(done))
    return done.result.ticketNo
  }

  it('counts the calls of the seat, of the day alone', async () => {
    const { day, calls: mine } = await dayOf('8001')
    expect(day).toBe('2026-11-23')
    expect(mine).toMatchObject({ answered: 1, missed: 0, talkMs: minute, averageMs: minute })
    expect(mine.hours[9]).toEqual({ calls: 1, missed: 0 })
    expect((await dayOf('8003')).calls).toMatchObject({ answered: 0, averageMs: null })
  })

  it('counts the tickets it handed in, and lists those sent back and those whose limit is near', async () => {
    const sent = await handIn('day-draft-0000000001')
    await handIn('day-draft-0000000002', {
      handling: 'answered',
      leadUnit: '',
      answerGiven: '已告知市民办理渠道和所需材料。',
    })
    const back = await tickets.run(
      'ticket.act',
      { ticketNo: sent, rev: 1, act: { act: 'send-back', reason: '请补充具体位置和门牌号码' } },
      { seat: '6001', role: 'dispatcher' },
    )
    expect(back).toMatchObject({ ok: true })
    const late = await handIn('day-draft-0000000003')
    const dispatch = { act: 'dispatch', unit: 'D120102-cgw', complex: false, basis: '' } as const
    const dispatched = { seat: '6001', role: 'dispatcher' } as const
    expect(await tickets.run('ticket.act', { ticketNo: late, rev: 1, act: dispatch }, dispatched)).toMatchObject({
      ok: true,
    })
    const { tickets: mine } = await dayOf('8001')
    expect(mine).toMatchObject({ handedIn: 3, answered: 1, dispatched: 2, pressing: { total: 0, first: [] } })
    expect(mine?.sentBack).toMatchObject({ total: 1, first: [{ ticketNo: sent, status: 'DRAFT' }] })
    const later = await dayOf('8001', 'agent', benchTime + 40 * 24 * 60 * minute)
    expect(later.tickets).toMatchObject({ handedIn: 0, pressing: { total: 1, first: [{ ticketNo: late }] } })
  })

  it('tells nobody of the tickets of another seat, and who writes none of no tickets', async () => {
    expect((await dayOf('8002')).tickets).toMatchObject({ handedIn: 0, sentBack: { total: 0 } })
    expect((await dayOf('6201', 'revisit')).tickets).toBeNull()
  })
})
