import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hallDay } from '#shared/kit/hall-day.ts'
import { type MetricEvent, startDay, usualMetricSettings } from '#shared/queue/metrics.ts'

const day = hallDay(Date.UTC(2026, 10, 23, 2))
const start = day.start

interface Story {
  readonly at: number
  readonly wait: number
  readonly outcome: 'answered' | 'abandoned' | 'overflowed' | 'waiting' | 'talking'
  readonly talk: number
  readonly seat: string
}
const story = fc.record<Story>({
  at: fc.integer({ min: 0, max: 40_000_000 }),
  wait: fc.integer({ min: 0, max: 60_000 }),
  outcome: fc.constantFrom('answered', 'abandoned', 'overflowed', 'waiting', 'talking'),
  talk: fc.integer({ min: 0, max: 600_000 }),
  seat: fc.constantFrom('8001', '8002'),
})
const eventsOf = (one: Story, callId: string): MetricEvent[] => {
  const queued = start + one.at
  const then = queued + one.wait
  const list: MetricEvent[] = [{ callId, at: queued, type: 'queued' }]
  if (one.outcome === 'abandoned' || one.outcome === 'overflowed') list.push({ callId, at: then, type: one.outcome })
  if (one.outcome === 'answered' || one.outcome === 'talking')
    list.push({ callId, at: then, type: 'answered', seat: one.seat })
  if (one.outcome === 'answered') list.push({ callId, at: then + one.talk, type: 'ended', seat: one.seat })
  return list
}
const mean = (list: number[]) => (list.length === 0 ? null : list.reduce((sum, one) => sum + one, 0) / list.length)

describe('The figures of a day', () => {
  it('are what counting the calls by hand gives, in whatever order calls overlap', () => {
    fc.assert(
      fc.property(fc.array(story, { maxLength: 40 }), fc.constantFrom(null, 5000), (stories, shortCallMs) => {
        const events = stories.flatMap((one, index) => eventsOf(one, `c${index}`))
        const ordered = [...events].sort((a, b) => a.at - b.at)
        const figures = startDay(day, { ...usualMetricSettings, shortCallMs })
        for (const event of ordered) figures.add(event)
        const isShort = (one: Story) => one.outcome === 'abandoned' && shortCallMs !== null && one.wait < shortCallMs
        const counted = stories.filter((one) => !isShort(one))
        const answered = counted.filter(({ outcome }) => outcome === 'answered' || outcome === 'talking')
        const inTime = answered.filter(({ wait }) => wait <= 15_000).length
        const numbers = figures.numbers()
        expect(numbers).toMatchObject({
          offered: counted.length,
          answered: answered.length,
          abandoned: counted.filter(({ outcome }) => outcome === 'abandoned').length,
          answeredInTime: inTime,
          serviceLevel: counted.length === 0 ? null : inTime / counted.length,
        })
        expect(numbers.averageWaitMs).toBe(mean(answered.map(({ wait }) => wait)))
        expect(numbers.averageTalkMs).toBe(
          mean(answered.filter(({ outcome }) => outcome === 'answered').map(({ talk }) => talk)),
        )
        expect(figures.answeredBy('8001')).toBe(answered.filter(({ seat }) => seat === '8001').length)
      }),
    )
  })
  it('do not change when events come twice', () => {
    fc.assert(
      fc.property(fc.array(story, { maxLength: 20 }), (stories) => {
        const events = stories.flatMap((one, index) => eventsOf(one, `c${index}`)).sort((a, b) => a.at - b.at)
        const once = startDay(day, usualMetricSettings)
        const twice = startDay(day, usualMetricSettings)
        for (const event of events) {
          once.add(event)
          twice.add(event)
          twice.add(event)
        }
        expect(twice.numbers()).toEqual(once.numbers())
      }),
    )
  })
  it('count an abandoned call as offered, and one under 5 s too', () => {
    const figures = startDay(day, usualMetricSettings)
    figures.add({ callId: 'c', at: start, type: 'queued' })
    figures.add({ callId: 'c', at: start + 1000, type: 'abandoned' })
    expect(figures.numbers()).toMatchObject({ offered: 1, abandoned: 1, serviceLevel: 0 })
  })
  it('take an answer at 15 s as in time, and one a millisecond later as not', () => {
    const figures = startDay(day, usualMetricSettings)
    for (const [callId, wait] of [
      ['a', 15_000],
      ['b', 15_001],
    ] as const) {
      figures.add({ callId, at: start, type: 'queued' })
      figures.add({ callId, at: start + wait, type: 'answered', seat: '8001' })
    }
    expect(figures.numbers()).toMatchObject({ answered: 2, answeredInTime: 1, serviceLevel: 0.5 })
  })
  it('leave out calls that were queued the day before', () => {
    const figures = startDay(day, usualMetricSettings)
    figures.add({ callId: 'y', at: start - 1, type: 'queued' })
    figures.add({ callId: 'y', at: start + 5, type: 'answered', seat: '8001' })
    expect(figures.numbers()).toMatchObject({ offered: 0, answered: 0 })
  })
})

describe('The hall’s day', () => {
  it('begins at midnight in Shanghai', () => {
    expect(hallDay(Date.UTC(2026, 10, 22, 16, 0, 0))).toMatchObject({ day: '2026-11-23' })
    expect(hallDay(Date.UTC(2026, 10, 22, 15, 59, 59, 999))).toMatchObject({ day: '2026-11-22' })
  })
  it('holds every moment of itself and no other', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4_000_000_000_000 }), (at) => {
        const { start: from, end, day: name } = hallDay(at)
        expect(from <= at && at < end).toBe(true)
        expect(end - from).toBe(86_400_000)
        expect(hallDay(end).day > name).toBe(true)
      }),
    )
  })
})
