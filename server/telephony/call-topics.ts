import type { ExpertSummary } from '#shared/assistant/expert-summary.rules.ts'
import type { CallRow } from '#shared/contract/socket/topics.ts'
import type { Disposer } from '#shared/kit/disposable.ts'
import { maskNumber } from '#shared/kit/phone-number.ts'
import type { CallEvent } from '#shared/telephony/call-event.ts'
import type { TopicPublisher, TopicSource } from '../ports/topics.ts'
import type { CallLog } from './call-log.ts'
import type { StoredCall } from './calls.repository.ts'

/** Latest tickets of a number, newest first, five at most. */
export type TicketsOf = (number: string) => Promise<CallRow['tickets']>

/** What a seat has written in a call; null: nothing. */
export type WrittenBy = (
  callId: string,
  seat: string,
) => Promise<NonNullable<NonNullable<CallRow['handedBy']>['draft']> | null>

/** What stands in a call's row beside the call. */
export interface RowSources {
  readonly ticketsOf: TicketsOf
  /** What a call is about, for who is asked in. */
  readonly summaryOf: (call: StoredCall) => Promise<ExpertSummary>
  /** Default: nobody writes. */
  readonly writtenBy?: WrittenBy
}

export interface CallTopicsParts extends RowSources {
  readonly log: CallLog
  readonly publisher: TopicPublisher
  readonly onError: (error: unknown) => void
}

export interface CallTopics {
  readonly calls: TopicSource<'calls'>
  /** Looks up the tickets of the seat's calls again: it has handed one in. */
  refresh(seat: string): void
  close: Disposer
}

/** A call in the words of one of its seats: who was called, or has handed it on, sees its own part of it. */
function row(call: StoredCall, seat: string, known: Pick<CallRow, 'about' | 'tickets' | 'handedBy'>): CallRow {
  const { seat: owner, partners, ...rest } = call
  const partner = partners.find((each) => each.seat === seat)
  if (owner === seat || !partner) return { ...rest, ...known }
  const part = { ...rest, ...known, handedBy: null }
  const called = call.direction === 'out' ? { ...part, direction: 'in' as const, number: owner } : part
  return partner.leftAt === null || call.endedAt !== null
    ? called
    : { ...called, state: 'ended', endedAt: partner.leftAt, endedBy: 'seat' }
}

/** Who handed the call on to its seat of now, last; null: nobody. Partners of an outgoing call were called, or consulted. */
const lastHander = ({ direction, partners, seat }: StoredCall): { seat: string; at: number } | null => {
  if (direction !== 'in') return null
  const gone = partners.filter((each) => each.leftAt !== null && each.seat !== seat)
  const last = gone.at(-1)
  return last?.leftAt == null ? null : { seat: last.seat, at: last.leftAt }
}

/** Every seat that has to do with a call. */
const seatsOf = ({ seat, partners }: StoredCall): string[] => [
  ...(seat === null ? [] : [seat]),
  ...partners.map((partner) => partner.seat),
]

/** Publishes each seat's own calls; a call that goes to another seat leaves the first one's list. */
export function createCallTopics({
  log,
  publisher,
  ticketsOf,
  summaryOf,
  writtenBy,
  onError,
}: CallTopicsParts): CallTopics {
  const tickets = new Map<string, CallRow['tickets']>()
  const summaries = new Map<string, ExpertSummary>()
  const written = new Map<string, NonNullable<CallRow['handedBy']>['draft']>()
  const mainOf = (call: StoredCall) => (call.about === null ? undefined : log.calls().get(call.about))
  const rowFor = (call: StoredCall, seat: string): CallRow => {
    const main = mainOf(call)
    const summary = summaries.get(call.callId) ?? null
    const about = main ? { callId: main.callId, number: main.number && maskNumber(main.number), summary } : null
    const hander = lastHander(call)
    const draft = written.get(call.callId)
    const handedBy = hander && draft !== undefined ? { ...hander, draft } : null
    return row(call, seat, { about, tickets: tickets.get(call.callId) ?? [], handedBy })
  }
  const say = (call: StoredCall) => {
    for (const seat of seatsOf(call))
      publisher.publish({ name: 'calls', id: seat }, [[call.callId, rowFor(call, seat)]])
  }
  const lookUp = async (call: StoredCall) => {
    if (call.number === null) return
    tickets.set(call.callId, await ticketsOf(call.number))
    const now = log.calls().get(call.callId)
    if (now) say(now)
    else tickets.delete(call.callId)
  }
  /** As the call was when the expert was called: it does not change under the eyes of who answers. */
  const sumUp = async (call: StoredCall) => {
    const main = mainOf(call)
    if (!main) return
    summaries.set(call.callId, await summaryOf(main))
    const now = log.calls().get(call.callId)
    if (now) say(now)
    else summaries.delete(call.callId)
  }
  /** The first seat may still write when the next one is offered the call, or answers. */
  const lookWritten = async (event: CallEvent, call: StoredCall) => {
    // An expert may take a call over by a transfer: what was written for agents is not masked for him.
    if (event.type === 'transferred') written.delete(call.callId)
    const asks = event.type === 'requeued' || written.has(call.callId)
    const hander = lastHander(call)
    if (!asks || !hander || !writtenBy) return
    written.set(call.callId, await writtenBy(call.callId, hander.seat))
    const now = log.calls().get(call.callId)
    if (now) say(now)
    else written.delete(call.callId)
  }
  const stops = [
    log.onChange(({ event, before, call }) => {
      const still = seatsOf(call)
      for (const seat of before ? seatsOf(before) : [])
        if (!still.includes(seat)) publisher.publish({ name: 'calls', id: seat }, [], [call.callId])
      say(call)
      lookWritten(event, call).catch(onError)
      if (before) return
      lookUp(call).catch(onError)
      sumUp(call).catch(onError)
    }),
    log.onForgotten((call) => {
      tickets.delete(call.callId)
      summaries.delete(call.callId)
      written.delete(call.callId)
      for (const seat of seatsOf(call)) publisher.publish({ name: 'calls', id: seat }, [], [call.callId])
    }),
  ]
  for (const call of log.calls().values()) lookUp(call).catch(onError)
  return {
    calls: {
      load: async (seat) =>
        [...log.calls().values()]
          .filter((call) => seatsOf(call).includes(seat))
          .map((call) => [call.callId, rowFor(call, seat)] as const),
      allow: async (reader, seat) => reader.seat === seat,
    },
    refresh(seat) {
      for (const call of log.calls().values()) if (call.seat === seat) lookUp(call).catch(onError)
    },
    close: () => {
      for (const stop of stops) stop()
    },
  }
}
