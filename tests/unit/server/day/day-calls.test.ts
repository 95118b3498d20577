import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dayCalls } from '#server/day/day-calls.rules.ts'
import { hallDay } from '#shared/kit/hall-day.ts'
import type { CallEvent } from '#shared/telephony/call-event.ts'

/** 10:00 of the hall. */
const ten = Date.UTC(2026, 10, 23, 2)
const day = hallDay(ten)
const of = { seat: '8001', day, now: ten + 3_600_000 }
const minute = 60_000

type Body = CallEvent extends infer E ? (E extends CallEvent ? Omit<E, 'callId' | 'at'> : never) : never
const call = (...events: readonly (readonly [number, Body])[]): CallEvent[] =>
  events.map(([at, event]) => ({ callId: 'c', at, ...event }) as CallEvent)
const queued = { type: 'queued', sipCallId: 's', queue: '12345', callerNumber: null } as const
const dialled = { type: 'dialled', sipCallId: 's', seat: '8001', target: '13800001234', about: null } as const
const offered = (seat: string) => ({ type: 'offered', seat }) as const
const answered = (seat: string) => ({ type: 'answered', seat }) as const
const ended = (seat: string) => ({ type: 'ended', seat, cause: 'caller' }) as const

describe("A seat's calls of a day", () => {
  it('talk is the time in the call without the holds, and the average is both', () => {
    const one = call(
      [ten, queued],
      [ten + 1000, offered('8001')],
      [ten + 4000, answered('8001')],
      [ten + 4000 + minute, { type: 'held', seat: '8001' }],
      [ten + 4000 + 2 * minute, { type: 'resumed', seat: '8001' }],
      [ten + 4000 + 5 * minute, ended('8001')],
    )
    const found = dayCalls([one], of)
    expect(found).toMatchObject({ answered: 1, missed: 0, talkMs: 4 * minute, holdMs: minute, averageMs: 5 * minute })
    expect(found.hours[10]).toEqual({ calls: 1, missed: 0 })
  })

  it('an offer that was not taken is missed by that seat alone, and the caller who went away by nobody', () => {
    const declined = call(
      [ten, queued],
      [ten + 1, offered('8001')],
      [ten + 15_000, { type: 'declined', seat: '8001', cause: 'no-answer' }],
      [ten + 15_001, offered('8002')],
      [ten + 16_000, answered('8002')],
      [ten + minute, ended('8002')],
    )
    const given = call([ten, queued], [ten + 1, offered('8001')], [ten + 5000, { type: 'abandoned' }])
    expect(dayCalls([declined, given], of)).toMatchObject({ answered: 0, missed: 1, talkMs: 0, averageMs: null })
    expect(dayCalls([declined], { ...of, seat: '8002' })).toMatchObject({ answered: 1, missed: 0 })
  })

  it('who hands the call on is out of it, who takes it over is in it', () => {
    const events = call(
      [ten, queued],
      [ten, offered('8001')],
      [ten, answered('8001')],
      [ten + minute, { type: 'transferred', from: '8001', seat: '8002', sipCallId: 't' }],
      [ten + 3 * minute, ended('8002')],
    )
    expect(dayCalls([events], of).talkMs).toBe(minute)
    expect(dayCalls([events], { ...of, seat: '8002' })).toMatchObject({ answered: 1, talkMs: 2 * minute })
  })

  it('an outgoing call counts as dialled, and as reached once it is answered', () => {
    const reached = call([ten, dialled], [ten + 5000, answered('8001')], [ten + minute, ended('8001')])
    const vain = call([ten, dialled], [ten + 20_000, { type: 'ended', seat: '8001', cause: 'failed' }])
    expect(dayCalls([reached, vain], of)).toMatchObject({ dialled: 2, reached: 1, answered: 0, talkMs: 55_000 })
  })

  it('a call over midnight counts for yesterday, and its minutes of today for today', () => {
    const events = call(
      [day.start - 10 * minute, queued],
      [day.start - 10 * minute, offered('8001')],
      [day.start - 10 * minute, answered('8001')],
      [day.start + 2 * minute, ended('8001')],
    )
    expect(dayCalls([events], of)).toMatchObject({ answered: 0, talkMs: 2 * minute })
  })

  it('a call that goes on is counted up to now', () => {
    const events = call([ten, queued], [ten, offered('8001')], [ten, answered('8001')])
    expect(dayCalls([events], of).talkMs).toBe(3_600_000)
  })

  const kinds = fc.constantFrom<Body>(
    queued,
    dialled,
    offered('8001'),
    answered('8001'),
    answered('8002'),
    { type: 'held', seat: '8001' },
    { type: 'resumed', seat: '8001' },
    { type: 'transferred', from: '8001', seat: '8002', sipCallId: 't' },
    { type: 'transferred', from: '8002', seat: '8001', sipCallId: 'u' },
    { type: 'requeued', from: '8001', sipCallId: 'v', queue: '12345' },
    { type: 'declined', seat: '8001', cause: 'busy' },
    ended('8001'),
    ended('8002'),
  )
  it('whatever the events, lengths fit into the day and the bars add up', () => {
    const drawn = fc.array(fc.tuple(fc.integer({ min: 0, max: 7_200_000 }), kinds), { maxLength: 14 })
    const holds = fc.property(drawn, (pairs) => {
      const sorted = [...pairs].sort(([a], [b]) => a - b).map(([at, body]) => [day.start - minute + at, body] as const)
      const found = dayCalls([call(...sorted)], { ...of, now: day.start + 7_200_000 })
      expect(found.talkMs).toBeGreaterThanOrEqual(0)
      expect(found.holdMs).toBeGreaterThanOrEqual(0)
      expect(found.talkMs + found.holdMs).toBeLessThanOrEqual(7_200_000)
      expect(found.hours.reduce((sum, hour) => sum + hour.calls, 0)).toBe(found.answered + found.reached)
      expect(found.hours.reduce((sum, hour) => sum + hour.missed, 0)).toBe(found.missed)
    })
    fc.assert(holds)
  })
})
