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
