import type { DayCalls } from '#shared/contract/rest/day.schema.ts'
import type { HallDay } from '#shared/kit/hall-day.ts'
import type { CallEvent } from '#shared/telephony/call-event.ts'
import { type CallRecord, nextRecord } from '#shared/telephony/call-record.rules.ts'

const hourMs = 3_600_000

/** Whose day, which, and up to when. */
export interface DayOfSeat {
  readonly seat: string
  readonly day: HallDay
  /** ms since the epoch. */
  readonly now: number
}

interface Span {
  readonly from: number
  readonly to: number
}

/** What one call was for the seat. */
interface Share {
  readonly own: boolean
  readonly dialledAt: number | null
  /** When the seat was in the call, and when the caller was on hold meanwhile. */
  readonly inCall: readonly Span[]
  readonly onHold: readonly Span[]
  readonly missedAt: readonly number[]
}

const leaves = (event: CallEvent, seat: string): boolean =>
  ((event.type === 'transferred' || event.type === 'requeued') && event.from === seat) ||
  (event.type === 'ended' && event.seat === seat)

const enters = (event: CallEvent, seat: string, own: boolean): boolean =>
  (event.type === 'answered' && (own || event.seat === seat)) || (event.type === 'transferred' && event.seat === seat)

/** Follows the seat through the events of one call, in their order. */
function shareOf(events: readonly CallEvent[], { seat, now }: DayOfSeat): Share {
  const inCall: Span[] = []
  const onHold: Span[] = []
  const missedAt: number[] = []
  let record: CallRecord | null = null
  let own = false
  let dialledAt: number | null = null
  let since: number | null = null
  let heldSince: number | null = null
  const endHold = (at: number) => {
    if (heldSince !== null) onHold.push({ from: heldSince, to: at })
    heldSince = null
  }
  const leave = (at: number) => {
    endHold(at)
    if (since !== null) inCall.push({ from: since, to: at })
    since = null
  }
  for (const event of events) {
    record = nextRecord(record, event) ?? record
    if (event.type === 'dialled' && event.seat === seat) {
      own = true
      dialledAt = event.at
    }
    if (event.type === 'declined' && event.seat === seat) missedAt.push(event.at)
    if (leaves(event, seat) || record?.state === 'ended') leave(event.at)
    else if (enters(event, seat, own)) since ??= event.at
    else if (event.type === 'held' && event.seat === seat && since !== null) heldSince ??= event.at
    else if (event.type === 'resumed' && event.seat === seat) endHold(event.at)
  }
  leave(now)
  return { own, dialledAt, inCall, onHold, missedAt }
}

/** What of the spans lies in the day, ms. */
const lengthIn = (spans: readonly Span[], { start, end }: HallDay): number =>
  spans.reduce((sum, { from, to }) => sum + Math.max(0, Math.min(to, end) - Math.max(from, start)), 0)

/**
 * A seat's calls of a day.
 * @param calls the events of every call the seat had to do with in the day, each call's in order and whole
 */
export function dayCalls(calls: Iterable<readonly CallEvent[]>, of: DayOfSeat): DayCalls {
  const { day } = of
  const inDay = (at: number | null | undefined): at is number => at != null && at >= day.start && at < day.end
  const hours = Array.from({ length: 24 }, () => ({ calls: 0, missed: 0 }))
  const hourOf = (at: number) => hours[Math.floor((at - day.start) / hourMs)]
  const sum = { answered: 0, reached: 0, dialled: 0, missed: 0, talkMs: 0, holdMs: 0 }
  let talked = 0
  for (const events of calls) {
    const share = shareOf(events, of)
    const inCallMs = lengthIn(share.inCall, day)
    const heldMs = lengthIn(share.onHold, day)
    sum.talkMs += inCallMs - heldMs
    sum.holdMs += heldMs
    if (inCallMs > 0) talked += 1
    if (inDay(share.dialledAt)) sum.dialled += 1
    const entered = share.inCall[0]?.from
    if (inDay(entered)) {
      if (share.own) sum.reached += 1
      else sum.answered += 1
      const hour = hourOf(entered)
      if (hour) hour.calls += 1
    }
    for (const at of share.missedAt.filter(inDay)) {
      sum.missed += 1
      const hour = hourOf(at)
      if (hour) hour.missed += 1
    }
  }
  return { ...sum, averageMs: talked === 0 ? null : (sum.talkMs + sum.holdMs) / talked, hours }
}
