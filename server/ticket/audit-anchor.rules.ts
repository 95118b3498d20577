import { createHash } from 'node:crypto'
import { hallDay } from '#shared/kit/hall-day.ts'
import type { ChainEnd } from './audit.rules.ts'

/** The end of a day's part of the trail. */
export interface DayEnd extends ChainEnd {
  /** yyyy-mm-dd of the hall */
  readonly day: string
}

/** An anchor as stored. */
export interface Anchor extends DayEnd {
  readonly prev: string
  readonly anchor: string
}

/** The anchor of a day, bound to the one of the day before. @param prev its `anchor`; '' for the first */
export const anchorOf = (prev: string, { day, seq, hash }: DayEnd): Anchor => ({
  day,
  seq,
  hash,
  prev,
  anchor: createHash('sha256').update([prev, day, seq, hash].join('\n')).digest('hex'),
})

/** Cuts the trail into days. */
export interface DayCutter {
  /** The next row, and when it was written (ms); the end of the day before it, where it begins another. */
  push(row: ChainEnd, at: number): DayEnd | null
  /** The day the trail stands in; null: nothing was pushed. */
  open(): DayEnd | null
}

/**
 * Cuts the trail into days: a day ends with the last row before the first one of a later day (two writers may meet around midnight, so a row
 * of the day before may still come after one of the next day; it belongs to that).
 */
export function createDayCutter(): DayCutter {
  let open: DayEnd | null = null
  return {
    push({ seq, hash }, at) {
      const { day } = hallDay(at)
      const before = open
      const isLater = before !== null && day > before.day
      open = { day: before === null || isLater ? day : before.day, seq, hash }
      return isLater ? before : null
    },
    open: () => open,
  }
}
