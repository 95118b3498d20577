import type { ExpertSummary } from '#shared/assistant/expert-summary.rules.ts'
import type { CallRow } from '#shared/contract/socket/topics.ts'
import type { Disposer } from '#shared/kit/disposable.ts'
import { maskNumber } from '#shared/kit/phone-number.ts'
import type { CallEvent } from '#shared/telephony/call-event.ts'
import type { TopicPublisher, TopicSource } from '../ports/topics.ts'
import type { CallLog } from './call-log.ts'
import type { StoredCall } from './calls.repository.ts'

/** What a number asked for before. */
type HistoryOf = (number: string) => Promise<Pick<CallRow, 'tickets' | 'history' | 'firm'>>

type WrittenDraft = NonNullable<CallRow['handedBy']>['draft']

/** What stands in a call's row beside the call. */
export interface RowSources {
  readonly historyOf: HistoryOf
  /** What a call is about, for who is asked in. */
  readonly summaryOf: (call: StoredCall) => Promise<ExpertSummary>
  /** What a seat has written in a call; null: nothing. */
  readonly writtenBy: (callId: string, seat: string) => Promise<WrittenDraft>
  /** What another hotline told of a call; null: nothing. */
  readonly cameWith: (call: StoredCall) => Promise<CallRow['cameWith']>
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
function row(
  call: StoredCall,
  seat: string,
  known: Pick<CallRow, 'about' | 'tickets' | 'history' | 'firm' | 'handedBy' | 'cameWith'>,
): CallRow {
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

/** What was looked up for a call's row. */
interface Known {
  readonly tickets: CallRow['tickets']
  readonly history: CallRow['history']
  readonly firm: CallRow['firm']
  readonly summary: ExpertSummary | null
  /** undefined: nobody asks what the seat before has written. */
  readonly written: WrittenDraft | undefined
  readonly cameWith: CallRow['cameWith']
}
const nothing: Known = {
  tickets: [],
  history: null,
  firm: undefined,
  summary: null,
  written: undefined,
  cameWith: null,
}

/** When the next seat looks at what the one before has written; that one may write on until then. */
const handingMoments: readonly CallEvent['type'][] = ['requeued', 'offered', 'answered']

/** Publishes each seat's own calls; a call that goes to another seat leaves the first one's list. */
export function createCallTopics(parts: CallTopicsParts): CallTopics {
  const { log, publisher, onError } = parts
  const known = new Map<string, Known>()
  const knownOf = ({ callId }: StoredCall): Known => known.get(callId) ?? nothing
  const mainOf = (call: StoredCall) => (call.about === null ? undefined : log.calls().get(call.about))
  const rowFor = (call: StoredCall, seat: string): CallRow => {
    const { tickets, history, firm, summary, written, cameWith } = knownOf(call)
    const main = mainOf(call)
    const about = main ? { callId: main.callId, number: main.number && maskNumber(main.number), summary } : null
    const hander = lastHander(call)
    const handedBy = hander && written !== undefined ? { ...hander, draft: written } : null
    return row(call, seat, { about, tickets, history, firm, handedBy, cameWith })
  }
  const say = (call: StoredCall) => {
    for (const seat of seatsOf(call))
      publisher.publish({ name: 'calls', id: seat }, [[call.callId, rowFor(call, seat)]])
  }
  /** Looks something up; it is said if the call is still there by then. */
  const learn = async (callId: string, look: Promise<Partial<Known>>) => {
    const learnt = await look
    const now = log.calls().get(callId)
    if (!now) return
    known.set(callId, { ...knownOf(now), ...learnt })
    say(now)
  }
  const lookBehind = async (call: StoredCall) => {
    const cameWith = call.direction === 'in' ? await parts.cameWith(call) : null
    if (cameWith) await learn(call.callId, Promise.resolve({ cameWith }))
  }
  const lookUp = async ({ callId, number }: StoredCall) => {
    if (number !== null) await learn(callId, parts.historyOf(number))
  }
  /** As the call was when the expert was called: it does not change under the eyes of who answers. */
  const sumUp = async (call: StoredCall) => {
    const main = mainOf(call)
    if (main)
      await learn(
        call.callId,
        parts.summaryOf(main).then((summary) => ({ summary })),
      )
  }
  const lookWritten = async (event: CallEvent, call: StoredCall) => {
    const hander = lastHander(call)
    const asks = event.type === 'requeued' || knownOf(call).written !== undefined
    if (hander && asks && handingMoments.includes(event.type))
      await learn(
        call.callId,
        parts.writtenBy(call.callId, hander.seat).then((written) => ({ written })),
      )
  }
  const stops = [
    log.onChange(({ event, before, call }) => {
      const still = seatsOf(call)
      for (const seat of before ? seatsOf(before) : [])
        if (!still.includes(seat)) publisher.publish({ name: 'calls', id: seat }, [], [call.callId])
      // An expert may take a call over by a transfer: what was written for agents is not masked for him.
      if (event.type === 'transferred') known.set(call.callId, { ...knownOf(call), written: undefined })
      say(call)
      lookWritten(event, call).catch(onError)
      if (before) return
      lookUp(call).catch(onError)
      lookBehind(call).catch(onError)
      sumUp(call).catch(onError)
    }),
    log.onForgotten((call) => {
      known.delete(call.callId)
      for (const seat of seatsOf(call)) publisher.publish({ name: 'calls', id: seat }, [], [call.callId])
    }),
  ]
  for (const call of log.calls().values()) {
    lookUp(call).catch(onError)
    lookBehind(call).catch(onError)
  }
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
