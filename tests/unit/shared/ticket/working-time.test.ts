import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import calendarData from '#shared/ticket/data/calendar.json' with { type: 'json' }
import { duenessOf, leftOf, moveClock, nextChange, startClock } from '#shared/ticket/due.rules.ts'
import { addWorking, toCalendar, workedBetween } from '#shared/ticket/working-time.rules.ts'

const calendar = toCalendar(calendarData.years)
const day = 86_400_000
/** A moment of the hall's clock. */
const hall = (text: string) => Date.parse(`${text}+08:00`)
const said = (at: number) => new Date(at + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ')

describe('the calendar that ships', () => {
  it('names the notice each year comes from, and moves only weekends into work', () => {
    for (const { year, source, off, work } of calendarData.years) {
      expect(source).toContain(`${year}年部分节假日安排`)
      expect([...off, ...work].filter((one) => !one.startsWith(`${year}-`))).toEqual([])
      expect(work.filter((one) => ![0, 6].includes(new Date(`${one}T00:00:00Z`).getUTCDay()))).toEqual([])
      expect(off.filter((one) => work.includes(one))).toEqual([])
    }
    expect(calendarData.years.map(({ off }) => off.length)).toEqual([28, 33])
  })

  it.each([
    ['2026-01-04', true],
    ['2026-02-16', false],
    ['2026-02-28', true],
    ['2026-10-08', true],
    ['2026-09-20', true],
    ['2025-10-08', false],
    ['2025-10-11', true],
    ['2027-01-01', true],
    ['2027-01-02', false],
  ])('says of %s: worked %s', (of, worked) => {
    expect(calendar.isWorkingDay(of)).toBe(worked)
    expect(calendar.knows(2027)).toBe(false)
  })
})

describe('working days', () => {
  it.each([
    ['2026-11-27T17:00', 1, '2026-11-30 17:00'],
    ['2026-11-28T09:00', 1, '2026-12-01 00:00'],
    ['2026-09-30T10:00', 1, '2026-10-08 10:00'],
    ['2026-02-13T10:00', 1, '2026-02-14 10:00'],
    ['2026-02-13T10:00', 2, '2026-02-24 10:00'],
    ['2026-11-26T10:00', 5, '2026-12-03 10:00'],
  ])('from %s, %i of them end at %s', (from, count, end) => {
    expect(said(addWorking(calendar, hall(from), count * day))).toBe(end)
  })

  const moment = fc.integer({ min: hall('2025-01-01T00:00'), max: hall('2027-06-01T00:00') })
  const length = fc.integer({ min: 0, max: 40 * day })
  it('add up, and are what they were added as', () => {
    fc.assert(
      fc.property(moment, length, length, (at, a, b) => {
        expect(addWorking(calendar, addWorking(calendar, at, a), b)).toBe(addWorking(calendar, at, a + b))
        expect(workedBetween(calendar, at, addWorking(calendar, at, a))).toBe(a)
      }),
      { numRuns: 300 },
    )
  })

  it('never run backward', () => {
    fc.assert(
      fc.property(moment, moment, length, (one, other, ms) => {
        const [early, late] = one < other ? [one, other] : [other, one]
        expect(addWorking(calendar, early, ms)).toBeLessThanOrEqual(addWorking(calendar, late, ms))
        expect(workedBetween(calendar, late, early)).toBe(0)
      }),
      { numRuns: 300 },
    )
  })

  it('are no endless search in a calendar that has none', () => {
    expect(() => addWorking({ isWorkingDay: () => false, knows: () => true }, 0, 1)).toThrow('without working days')
  })
})

describe('a limit', () => {
  const start = hall('2026-11-27T17:00')
  const clock = startClock(calendar, start, { limit: { amount: 5, unit: 'wd' }, warnAt: [0.8] })

  it('warns, presses and is over in this order, each at the moment said before', () => {
    expect([said(clock.due), ...clock.warn.map(said)]).toEqual(['2026-12-04 17:00', '2026-12-03 17:00'])
    const seen = [duenessOf(clock, start)]
    for (let at = nextChange(clock, start); at !== null; at = nextChange(clock, at)) seen.push(duenessOf(clock, at))
    expect(seen).toEqual(['calm', 'pressing', 'overdue'])
    const urgent = startClock(calendar, start, { limit: { amount: 30, unit: 'min' }, warnAt: [0.5, 0.8] })
    expect([0, 15, 24, 30].map((minutes) => duenessOf(urgent, start + minutes * 60_000))).toEqual([
      'calm',
      'warned',
      'pressing',
      'pressing',
    ])
    expect(duenessOf(urgent, urgent.due + 1)).toBe('overdue')
  })

  it('is judged by when it was done', () => {
    expect(duenessOf({ ...clock, doneAt: clock.due }, clock.due + day)).toBe('calm')
    expect(duenessOf({ ...clock, doneAt: clock.due + 1 }, clock.due + 1)).toBe('overdue')
    expect(nextChange({ ...clock, doneAt: start }, start)).toBeNull()
  })

  it('is moved to later only, with the warnings that are still to come', () => {
    const moved = moveClock(calendar, clock, { due: addWorking(calendar, clock.due, 5 * day), at: start })
    expect([said(moved.due), said(moved.warn[0] ?? 0)]).toEqual(['2026-12-11 17:00', '2026-12-10 17:00'])
    expect(moveClock(calendar, clock, { due: start, at: start }).due).toBe(clock.due)
    expect(leftOf(calendar, clock, start)).toBe(5 * day)
    expect(leftOf(calendar, clock, addWorking(calendar, clock.due, day))).toBe(-day)
  })
})
