/** What the figures are made of: the events of queued calls, in the order they were stored. Times in ms since the epoch. */
export type MetricEvent = { readonly callId: string; readonly at: number } & (
  | { readonly type: 'queued' | 'abandoned' | 'overflowed' }
  | { readonly type: 'answered' | 'ended'; readonly seat: string }
)

/** A site's reading of the rules. */
export interface MetricSettings {
  /** A call answered within this counts for the service level (ms). */
  readonly inTimeMs: number
  /** Calls abandoned sooner are neither offered nor abandoned (短呼); null: every call counts. */
  readonly shortCallMs: number | null
}

/** Service level of 15 s; short calls count too. */
export const usualMetricSettings: MetricSettings = { inTimeMs: 15_000, shortCallMs: null }

/** Figures of one day: a call belongs to the day it was queued. Means are null where there is nothing to take a mean of. */
export interface DayNumbers {
  readonly offered: number
  readonly answered: number
  readonly abandoned: number
  readonly answeredInTime: number
  /** Answered in time / offered. */
  readonly serviceLevel: number | null
  /** Mean of queue and ring, over answered calls (ms). */
  readonly averageWaitMs: number | null
  /** Mean from answer to end, over answered calls that ended (ms). */
  readonly averageTalkMs: number | null
}

interface CallTimes {
  readonly queuedAt: number
  readonly answeredAt: number | null
  readonly closed: boolean
}

/** Sums of a day while its events come in. */
export interface DayFigures {
  /** Events of calls that were not queued today (or never) change nothing; nor does a second answer or end. */
  add(event: MetricEvent): void
  numbers(): DayNumbers
  /** Calls of the queue that the seat answered. */
  answeredBy(seat: string): number
}

/** Starts a day: nothing happened yet. */
export function startDay(day: { start: number; end: number }, settings: MetricSettings): DayFigures {
  const calls = new Map<string, CallTimes>()
  const bySeat = new Map<string, number>()
  const sum = { offered: 0, answered: 0, abandoned: 0, inTime: 0, wait: 0, talk: 0, talked: 0 }
  const queue = (event: MetricEvent) => {
    if (calls.has(event.callId) || event.at < day.start || event.at >= day.end) return
    calls.set(event.callId, { queuedAt: event.at, answeredAt: null, closed: false })
    sum.offered += 1
  }
  const answer = (call: CallTimes, event: Extract<MetricEvent, { type: 'answered' | 'ended' }>) => {
    if (call.answeredAt !== null || call.closed) return
    calls.set(event.callId, { ...call, answeredAt: event.at })
    const wait = event.at - call.queuedAt
    sum.answered += 1
    sum.wait += wait
    if (wait <= settings.inTimeMs) sum.inTime += 1
    bySeat.set(event.seat, (bySeat.get(event.seat) ?? 0) + 1)
  }
  const abandon = (call: CallTimes, event: MetricEvent) => {
    if (call.answeredAt !== null || call.closed) return
    calls.set(event.callId, { ...call, closed: true })
    const short = settings.shortCallMs !== null && event.at - call.queuedAt < settings.shortCallMs
    if (short) sum.offered -= 1
    else sum.abandoned += 1
  }
  const close = (call: CallTimes, event: MetricEvent) => {
    if (call.closed) return
    calls.set(event.callId, { ...call, closed: true })
    if (call.answeredAt === null || event.type !== 'ended') return
    sum.talk += event.at - call.answeredAt
    sum.talked += 1
  }
  return {
    add(event) {
      if (event.type === 'queued') return queue(event)
      const call = calls.get(event.callId)
      if (!call) return
      if (event.type === 'answered') answer(call, event)
      else if (event.type === 'abandoned') abandon(call, event)
      else close(call, event)
    },
    numbers: () => ({
      offered: sum.offered,
      answered: sum.answered,
      abandoned: sum.abandoned,
      answeredInTime: sum.inTime,
      serviceLevel: sum.offered === 0 ? null : sum.inTime / sum.offered,
      averageWaitMs: sum.answered === 0 ? null : sum.wait / sum.answered,
      averageTalkMs: sum.talked === 0 ? null : sum.talk / sum.talked,
    }),
    answeredBy: (seat) => bySeat.get(seat) ?? 0,
  }
}
