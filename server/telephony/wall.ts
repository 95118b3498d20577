import type { WallNumbersRow, WallQueueRow, WallWaitingRow } from '#shared/contract/socket/topics.ts'
import type { Clock } from '#shared/kit/clock.ts'
import type { Disposer } from '#shared/kit/disposable.ts'
import { type HallDay, hallDay } from '#shared/kit/hall-day.ts'
import { maskNumber } from '#shared/kit/phone-number.ts'
import { lineOf } from '#shared/queue/hall-queue.ts'
import { type DayFigures, type MetricSettings, startDay } from '#shared/queue/metrics.ts'
import type { CallEvent } from '#shared/telephony/call-event.ts'
import { waitingCalls } from '#shared/telephony/waiting-calls.rules.ts'
import type { TopicPublisher, TopicSource } from '../ports/topics.ts'
import type { Db } from '../storage/query.ts'
import type { CallLog } from './call-log.ts'
import { loadEvents } from './calls.repository.ts'

export interface WallParts {
  readonly db: Db
  readonly log: CallLog
  readonly clock: Clock
  readonly publisher: TopicPublisher
  readonly settings: MetricSettings
  /** Every queue of the site, shown when empty too; `ready`: how many seats could take its calls now. */
  readonly queues: readonly { readonly name: string; ready(): number }[]
  /** Seats by state, now. */
  readonly seats: () => { readonly ready: number; readonly talking: number }
}

/** The wall's figures: kept from stored call events alone, so that a restart gives the same ones. */
export interface Wall {
  readonly queues: TopicSource<'wall-queues'>
  readonly waiting: TopicSource<'wall-waiting'>
  readonly numbers: TopicSource<'wall-numbers'>
  answeredToday(seat: string): number
  /** A seat came or went: the counts of ready and talking seats changed. */
  seatsChanged(): void
  /** Told with the seats whose count of answered calls changed; all of them at midnight (null). */
  onAnswered(listener: (seat: string | null) => void): void
  numbersNow(): WallNumbersRow
  close: Disposer
}

const metricTypes = ['queued', 'answered', 'abandoned', 'overflowed', 'ended'] as const
type MetricType = (typeof metricTypes)[number]
const isMetricEvent = (event: CallEvent): event is Extract<CallEvent, { type: MetricType }> =>
  metricTypes.some((type) => type === event.type)

/** Opens the wall with the day's stored events. */
export async function openWall(parts: WallParts): Promise<Wall> {
  const { log, clock, publisher } = parts
  let day: HallDay = hallDay(clock.now())
  let figures: DayFigures = startDay(day, parts.settings)
  const add = (event: CallEvent) => {
    if (isMetricEvent(event)) figures.add(event)
  }
  for (const event of await loadEvents(parts.db, day.start)) add(event)
  let heard: (seat: string | null) => void = () => {}
  let shown = new Set<string>()

  const numbersRow = (): WallNumbersRow => {
    const waiting = waitingCalls(log.calls().values())
    const { ready, talking } = parts.seats()
    return {
      day: day.day,
      ...figures.numbers(),
      waiting: waiting.length,
      oldestSince: waiting[0]?.since ?? null,
      seatsReady: ready,
      seatsTalking: talking,
      serverNow: clock.now(),
    }
  }
  const queueRows = () => queueRowsOf(parts, waitingCalls(log.calls().values()))
  const waitingRows = (): (readonly [string, WallWaitingRow])[] =>
    waitingCalls(log.calls().values()).map((call) => [
      call.callId,
      { ...call, number: call.number === null ? null : maskNumber(call.number) },
    ])
  const sayWaiting = () => {
    const rows = waitingRows()
    const here = new Set(rows.map(([key]) => key))
    const gone = [...shown].filter((key) => !here.has(key))
    shown = here
    if (rows.length > 0 || gone.length > 0) publisher.publish({ name: 'wall-waiting', id: '' }, rows, gone)
  }
  const sayNumbers = () => {
    publisher.publish({ name: 'wall-queues', id: '' }, queueRows())
    publisher.publish({ name: 'wall-numbers', id: '' }, [['today', numbersRow()]])
  }
  const stop = log.onChange(({ event }) => {
    add(event)
    sayWaiting()
    sayNumbers()
    if (event.type === 'answered') heard(event.seat)
  })
  const nextDay = () => {
    day = hallDay(clock.now())
    figures = startDay(day, parts.settings)
    sayNumbers()
    heard(null)
    cancel = clock.after(day.end - clock.now(), nextDay)
  }
  let cancel = clock.after(day.end - clock.now(), nextDay)
  return {
    queues: { load: async () => queueRows(), allow: async () => true },
    waiting: { load: async () => waitingRows(), allow: async () => true },
    numbers: { load: async () => [['today', numbersRow()]], allow: async () => true },
    answeredToday: (seat) => figures.answeredBy(seat),
    seatsChanged: sayNumbers,
    onAnswered(listener) {
      heard = listener
    },
    numbersNow: numbersRow,
    close() {
      stop()
      cancel()
    },
  }
}

function queueRowsOf(parts: WallParts, waiting: ReturnType<typeof waitingCalls>): (readonly [string, WallQueueRow])[] {
  const serverNow = parts.clock.now()
  return parts.queues.map(({ name, ready }) => [
    name,
    { queue: name, ...lineOf(name, waiting), ready: ready(), serverNow },
  ])
}
