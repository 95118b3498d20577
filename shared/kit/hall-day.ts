const hour = 3_600_000
const dayLength = 24 * hour
/** Asia/Shanghai: UTC+8 all the year since 1991. */
const offset = 8 * hour

/** A day of the hall's clock. `start` and `end` (not in it) are ms since the epoch. */
export interface HallDay {
  /** yyyy-mm-dd */
  readonly day: string
  readonly start: number
  readonly end: number
}

/** The day a moment belongs to. */
export function hallDay(at: number): HallDay {
  const start = Math.floor((at + offset) / dayLength) * dayLength - offset
  return { day: new Date(start + offset).toISOString().slice(0, 10), start, end: start + dayLength }
}

/** A moment by the hall's clock, to the minute that has begun: `2026-11-23 10:05`. */
export const hallMinute = (at: number): string => new Date(at + offset).toISOString().slice(0, 16).replace('T', ' ')

/** The day of a name such as `2026-11-23`; null: there is no such day. */
export function hallDayNamed(day: string): HallDay | null {
  const start = /^\d{4}-\d\d-\d\d$/.test(day) ? Date.parse(`${day}T00:00:00Z`) - offset : Number.NaN
  const found = Number.isNaN(start) ? null : hallDay(start)
  // 02-30 is read as 03-02.
  return found?.day === day ? found : null
}
