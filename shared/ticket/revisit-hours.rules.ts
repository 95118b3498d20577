import { hallDay } from '../kit/hall-day.ts'

/** Hours of the hall's day in which citizens may be called back, minutes after midnight; `to` is not in it. */
export interface CallHours {
  readonly from: number
  readonly to: number
}

const minute = 60_000

/** 9:00–12:00 and 14:00–20:00: the usual hours of a revisit. */
export const usualRevisitHours: readonly CallHours[] = [
  { from: 9 * 60, to: 12 * 60 },
  { from: 14 * 60, to: 20 * 60 },
]

/** Whether a citizen may be called at that moment, ms since the epoch. */
export function isWithin(hours: readonly CallHours[], at: number): boolean {
  const passed = (at - hallDay(at).start) / minute
  return hours.some(({ from, to }) => passed >= from && passed < to)
}

/** Reads `9:00-12:00,14:00-20:00`; null: it is not such a list, or one of its parts ends before it begins. */
export function readHours(text: string): readonly CallHours[] | null {
  const parts = text.split(',').map((part) => {
    const [, fromHour, fromMinute, toHour, toMinute] =
      /^\s*(\d{1,2}):([0-5]\d)\s*[-–]\s*(\d{1,2}):([0-5]\d)\s*$/.exec(part) ?? []
    if (toMinute === undefined) return null
    const from = Number(fromHour) * 60 + Number(fromMinute)
    const to = Number(toHour) * 60 + Number(toMinute)
    return from < to && to <= 24 * 60 ? { from, to } : null
  })
  return parts.every((part) => part !== null) ? parts : null
}

/** `9:00–12:00、14:00–20:00`, as people write it. */
export function hoursInWords(hours: readonly CallHours[], separator = '、'): string {
  const clock = (minutes: number) => `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`
  return hours.map(({ from, to }) => `${clock(from)}–${clock(to)}`).join(separator)
}
