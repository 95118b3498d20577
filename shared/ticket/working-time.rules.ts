import { hallDay } from '../kit/hall-day.ts'

/** A year's holidays 法定节假日 and moved working days 调休 as the State Council's notice gives them. Days are yyyy-mm-dd. */
export interface CalendarYear {
  readonly year: number
  /** The notice's number, or 待核实 where it was not seen. */
  readonly source: string
  /** Days off, weekends within a holiday included. */
  readonly off: readonly string[]
  /** Weekend days that are worked. */
  readonly work: readonly string[]
}

/** Which days are worked. */
export interface WorkCalendar {
  isWorkingDay(day: string): boolean
  /** Whether the year's notice is in it; without it Monday to Friday count. */
  knows(year: number): boolean
}

/** Makes the calendar of the years given; a later row of a year wins. */
export function toCalendar(years: readonly CalendarYear[]): WorkCalendar {
  const byYear = new Map(years.map((one) => [one.year, { off: new Set(one.off), work: new Set(one.work) }]))
  return {
    isWorkingDay(day) {
      const year = byYear.get(Number(day.slice(0, 4)))
      if (year?.off.has(day)) return false
      if (year?.work.has(day)) return true
      const weekday = new Date(`${day}T00:00:00Z`).getUTCDay()
      return weekday !== 0 && weekday !== 6
    },
    knows: (year) => byYear.has(year),
  }
}

/** No calendar has so many days off in a row; one that has is broken. */
const mostDays = 36_600

/**
 * The moment `ms` of working time after `at`. A working day counts all its 24 hours, so that one working day after Friday 17:00 is Monday
 * 17:00; what comes in on a day off counts from the next working day's start.
 */
export function addWorking(calendar: WorkCalendar, at: number, ms: number): number {
  let left = ms
  let from = at
  for (let count = 0; count < mostDays; count += 1) {
    if (left <= 0) return from
    const { day, end } = hallDay(from)
    const worked = calendar.isWorkingDay(day) ? end - from : 0
    if (worked >= left) return from + left
    left -= worked
    from = end
  }
  throw new Error('a calendar without working days')
}

/** Working time between two moments, ms; 0 where `to` is not later. */
export function workedBetween(calendar: WorkCalendar, from: number, to: number): number {
  let sum = 0
  for (let at = from; at < to; ) {
    const { day, end } = hallDay(at)
    const until = Math.min(end, to)
    if (calendar.isWorkingDay(day)) sum += until - at
    at = until
  }
  return sum
}
