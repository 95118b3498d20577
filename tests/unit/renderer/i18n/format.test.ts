import { describe, expect, it } from 'vitest'
import { formatClock, formatDuration, formatTimer, formatWhen } from '#renderer/i18n/format.ts'

describe('times as people say them', () => {
  it.each([
    [-5, '00:00'],
    [999, '00:00'],
    [200_000, '03:20'],
    [3_725_000, '1:02:05'],
  ])('a timer of %i ms reads %s', (ms, text) => expect(formatTimer(ms)).toBe(text))

  it.each([
    [0, '0 s', '0 秒'],
    [200_000, '3 min 20 s', '3 分 20 秒'],
    [180_000, '3 min', '3 分'],
    [3_600_000, '1 h', '1 小时'],
  ])('%i ms lasts %s', (ms, en, zh) => {
    expect(formatDuration(ms, 'en')).toBe(en)
    expect(formatDuration(ms, 'zh-CN')).toBe(zh)
  })

  it('a moment of today needs no date', () => {
    const now = new Date(2026, 10, 23, 14, 3).getTime()
    expect(formatClock(now)).toBe('14:03')
    expect(formatWhen(now, now)).toBe('14:03')
    expect(formatWhen(new Date(2026, 0, 2, 9, 5).getTime(), now)).toBe('01-02 09:05')
    expect(formatWhen(new Date(2025, 0, 2, 9, 5).getTime(), now)).toBe('2025-01-02')
  })
})
