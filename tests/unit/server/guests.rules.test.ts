import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type GuestQuestion, guestsOf, lateMs } from '#server/app-guests.rules.ts'
import type { monitorModes } from '#shared/seat/monitor.rules.ts'
import type { CallRecord } from '#shared/telephony/call-record.rules.ts'

const call = (more: Partial<CallRecord> = {}): CallRecord => ({
  callId: 'main',
  sipCallId: 'sip-main',
  direction: 'in',
  queue: '12345',
  number: '13820001234',
  seat: '8001',
  partners: [],
  about: null,
  state: 'talking',
  queuedAt: 0,
  offeredAt: 1,
  answeredAt: 2,
  endedAt: null,
  endedBy: null,
  sentTo: null,
  ...more,
})
const consult = (more: Partial<CallRecord> = {}): CallRecord =>
  call({ callId: 'consult', direction: 'out', about: 'main', partners: [{ seat: '9001', leftAt: null }], ...more })
const ask = (more: Partial<GuestQuestion> = {}) =>
  Object.fromEntries(
    guestsOf({
      owner: '8001',
      main: call(),
      consults: [],
      monitors: [],
      wrapsUp: () => false,
      now: 100_000,
      ...more,
    }),
  )
const listening = (mode: (typeof monitorModes)[number]) => [
  { lead: '7001', seat: '8001', mode, takingOver: false, since: 1 },
]

describe('who may see the draft of a call beside its author', () => {
  it('nobody, while its author talks alone', () => {
    expect(ask()).toEqual({})
  })

  it('an expert it rings at reads, and once he has answered writes', () => {
    expect(ask({ consults: [consult({ answeredAt: null })] })).toEqual({ '9001': 'read' })
    expect(ask({ consults: [consult()] })).toEqual({ '9001': 'write' })
  })

  it('an expert whose part is over reads while he wraps up, then not; his last words are taken for ten seconds', () => {
    const over = consult({ partners: [{ seat: '9001', leftAt: 95_000 }] })
    const wrapsUp = (seat: string, callId: string) => seat === '9001' && callId === 'consult'
    expect(ask({ consults: [over], wrapsUp })).toEqual({ '9001': 'late' })
    expect(ask({ consults: [over], wrapsUp, now: 95_000 + lateMs })).toEqual({ '9001': 'read' })
    expect(ask({ consults: [over] })).toEqual({})
    const ended = consult({ endedAt: 95_000, state: 'ended' })
    expect(ask({ consults: [ended], wrapsUp })).toEqual({ '9001': 'late' })
    expect(ask({ consults: [ended] })).toEqual({})
  })

  it('one who never answered has nothing when it has stopped ringing', () => {
    const gone = consult({ answeredAt: null, endedAt: 99_000, state: 'ended' })
    expect(ask({ consults: [gone], wrapsUp: () => true })).toEqual({})
  })

  it('who the call was handed to writes, and its author stays its author', () => {
    const main = call({ seat: '9001', partners: [{ seat: '8001', leftAt: 90_000 }] })
    expect(ask({ main })).toEqual({ '9001': 'write' })
  })

  it('a lead who listens or whispers reads, one who has joined writes, and none is left when the call is over', () => {
    expect(ask({ monitors: listening('listen') })).toEqual({ '7001': 'read' })
    expect(ask({ monitors: listening('whisper') })).toEqual({ '7001': 'read' })
    expect(ask({ monitors: listening('barge') })).toEqual({ '7001': 'write' })
    expect(ask({ main: call({ endedAt: 99_000, state: 'ended' }), monitors: listening('barge') })).toEqual({})
  })

  it('nobody by a call its author has nothing to do with', () => {
    expect(ask({ owner: '8009', consults: [consult()], monitors: listening('barge') })).toEqual({})
  })

  it('never the author, and never a seat that is in none of these calls', () => {
    const seat = fc.constantFrom('8001', '9001', '9002', '8002')
    const time = fc.option(fc.integer({ min: 0, max: 100_000 }), { nil: null })
    const record = fc.record({
      seat,
      answeredAt: time,
      endedAt: time,
      partners: fc.array(fc.record({ seat, leftAt: time }), { maxLength: 3 }),
    })
    fc.assert(
      fc.property(record, fc.array(record, { maxLength: 3 }), fc.boolean(), (main, others, wraps) => {
        const consults = others.map((one, n) => consult({ ...one, callId: `c${n}` }))
        const guests = ask({ main: call(main), consults, wrapsUp: () => wraps })
        const inCalls = new Set<string>(
          [main, ...others].flatMap((one) => [one.seat, ...one.partners.map((part) => part.seat)]),
        )
        expect(guests['8001']).toBeUndefined()
        for (const guest of Object.keys(guests)) expect(inCalls.has(guest)).toBe(true)
      }),
    )
  })
})
