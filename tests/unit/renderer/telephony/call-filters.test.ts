import { describe, expect, it } from 'vitest'
import { faultyFilter, historyQuery, noFilters, withNewest } from '#renderer/telephony/calls/call-filters.rules.ts'
import { laterTime, toLocal, usualLater } from '#renderer/telephony/calls/callback-view.rules.ts'
import type { CallHistoryRow } from '#shared/contract/rest/calls.schema.ts'
import { hallDay, hallDayNamed } from '#shared/kit/hall-day.ts'
import { historyRow } from './history-rows.ts'

describe('The filters of the history', () => {
  it('ask for what is set and nothing else', () => {
    expect([...historyQuery(noFilters, null)]).toEqual([['limit', '50']])
    const query = historyQuery({ ...noFilters, number: ' 138 2000 1234 ', outcome: 'missed', to: '2026-11-23' }, '1.c')
    expect(Object.fromEntries(query)).toEqual({
      limit: '50',
      number: '138 2000 1234',
      outcome: 'missed',
      to: '2026-11-23',
      before: '1.c',
    })
  })
  it.each([
    [{}, null],
    [{ number: '13820001234' }, null],
    [{ number: '路灯' }, 'number'],
    [{ number: '1' }, 'number'],
    [{ seat: '80' }, 'seat'],
    [{ from: '2026-11-23', to: '2026-11-22' }, 'to'],
    [{ from: '2026-11-23', to: '2026-11-23' }, null],
  ] as const)('%j is wrong in %s', (change, field) => {
    expect(faultyFilter({ ...noFilters, ...change })).toBe(field)
  })
})

describe('Fresh rows', () => {
  const rows = (...ats: number[]): CallHistoryRow[] => ats.map((at) => historyRow({ callId: `c${at}`, queuedAt: at }))
  const ids = (calls: readonly CallHistoryRow[]) => calls.map(({ callId }) => callId).join(' ')

  it('replace the same calls, come before the old ones, and keep how far was read', () => {
    const read = { calls: rows(5, 4, 3, 2), next: '2.c2' }
    const fresh = withNewest(read, { calls: [historyRow({ callId: 'c6', queuedAt: 6 }), ...rows(5, 4)], next: '4.c4' })
    expect(ids(fresh.calls)).toBe('c6 c5 c4 c3 c2')
    expect(fresh.next).toBe('2.c2')
  })
  it('leave no hole when more came than a page holds: what was read below it is read again', () => {
    const page = { calls: rows(9, 8), next: '8.c8' }
    expect(withNewest({ calls: rows(2, 1), next: null }, page)).toEqual(page)
  })
  it('are all there is when the page is the whole history', () => {
    expect(withNewest({ calls: rows(3), next: null }, { calls: rows(5), next: null })).toEqual({
      calls: rows(5),
      next: null,
    })
  })
})

describe('A time to call at', () => {
  const now = new Date(2026, 10, 23, 14, 2).getTime()
  it('is offered an hour ahead on the next five minutes, and read as it was written', () => {
    expect(toLocal(usualLater(now))).toBe('2026-11-23T15:05')
    expect(laterTime('2026-11-23T15:05', now)).toEqual({ ok: true, value: usualLater(now) })
  })
  it('is within the next 30 days', () => {
    for (const text of ['', '2026-11-23T14:01', '2026-12-24T00:00', 'soon'])
      expect(laterTime(text, now)).toEqual({ ok: false, reason: 'bad-time' })
  })
})

describe('A day of the hall', () => {
  it('is found by its name, and by no other', () => {
    const today = hallDay(Date.UTC(2026, 10, 23, 2))
    expect(hallDayNamed('2026-11-23')).toEqual(today)
    for (const none of ['2026-02-30', '2026-13-01', '23.11.2026', '', '2026-11-23T00:00'])
      expect(hallDayNamed(none)).toBeNull()
  })
})
