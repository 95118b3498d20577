import type { Limit } from './time-limits.ts'
import { addWorking, type WorkCalendar, workedBetween } from './working-time.rules.ts'

/** A running limit. Times are ms since the epoch. */
export interface DueClock {
  readonly start: number
  readonly due: number
  /** When its people are warned, earliest first. */
  readonly warn: readonly number[]
  /** When what it waited for was done; null: it runs. */
  readonly doneAt: number | null
  /** Counts working days alone. */
  readonly working: boolean
}

/** How near its end a limit is. */
export const duenesses = ['calm', 'warned', 'pressing', 'overdue'] as const
export type Dueness = (typeof duenesses)[number]

const unitMs = { min: 60_000, h: 3_600_000, wd: 86_400_000 } as const

/** A limit's length in its own kind of time, ms. */
export const lengthOf = ({ amount, unit }: Limit): number => amount * unitMs[unit]

/** The moment `ms` of the clock's own time after `at`. */
export const addOn = (calendar: WorkCalendar, at: number, time: { working: boolean; ms: number }): number =>
  time.working ? addWorking(calendar, at, time.ms) : at + time.ms

/** When a limit that begins at `at` ends. */
export const endOf = (calendar: WorkCalendar, at: number, limit: Limit): number =>
  addOn(calendar, at, { working: limit.unit === 'wd', ms: lengthOf(limit) })

/** Starts a clock at `at`. */
export function startClock(
  calendar: WorkCalendar,
  at: number,
  { limit, warnAt }: { readonly limit: Limit; readonly warnAt: readonly number[] },
): DueClock {
  const working = limit.unit === 'wd'
  const ms = lengthOf(limit)
  return {
    start: at,
    due: addOn(calendar, at, { working, ms }),
    warn: warnAt.map((part) => addOn(calendar, at, { working, ms: Math.round(ms * part) })),
    doneAt: null,
    working,
  }
}

/** What is left of a clock at `at`, in its own kind of time, ms; negative: over by so much. */
export const leftOf = (calendar: WorkCalendar, clock: DueClock, at: number): number => {
  if (!clock.working) return clock.due - at
  return at <= clock.due ? workedBetween(calendar, at, clock.due) : -workedBetween(calendar, clock.due, at)
}

/** The clock with a later end; warnings not yet due move with it. Never an earlier one. */
export function moveClock(calendar: WorkCalendar, clock: DueClock, to: { due: number; at: number }): DueClock {
  const due = Math.max(clock.due, to.due)
  const by = clock.working ? workedBetween(calendar, clock.due, due) : due - clock.due
  const warn = clock.warn.map((moment) =>
    moment <= to.at ? moment : addOn(calendar, moment, { working: clock.working, ms: by }),
  )
  return { ...clock, due, warn }
}

/** How near the end it is; a clock that is done is judged by when that was. */
export function duenessOf(clock: DueClock, at: number): Dueness {
  const now = clock.doneAt ?? at
  if (now > clock.due) return 'overdue'
  if (clock.doneAt !== null) return 'calm'
  const passed = clock.warn.filter((moment) => moment <= now).length
  if (passed === 0) return 'calm'
  return passed === clock.warn.length ? 'pressing' : 'warned'
}

/** The next moment at which `duenessOf` changes by itself; null: never again. */
export function nextChange(clock: DueClock, at: number): number | null {
  if (clock.doneAt !== null) return null
  // Overdue is one ms after the end: what is done at the very end is in time.
  const ahead = [...clock.warn, clock.due + 1].filter((moment) => moment > at)
  return ahead.length === 0 ? null : Math.min(...ahead)
}
