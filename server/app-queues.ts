import type { Base } from './app-base.ts'
import { createCallDataReader } from './app-call-data.ts'
import { type AppOptions, hotline } from './app-options.ts'
import type { Seats } from './app-seats.ts'
import type { SipElement } from './ports/sip.ts'
import type { CallStream } from './queue/call-stream.ts'
import { type CallQueue, createQueue } from './queue/queue.ts'
import type { SeatRoster } from './queue/seat-roster.ts'
import { randomId } from './system-clock.ts'
import type { CallLog } from './telephony/call-log.ts'

/** A queue of the hall. */
export interface ListedQueue {
  readonly number: string
  /** As people choose it. */
  readonly name: string
  /** Its name in the events of calls and on the wall. */
  readonly called: string
  /** What seats need to serve it; null: nothing. */
  readonly skill: string | null
}

/** The hotline's own queue and those beside it. */
export const listQueues = ({ queues = [] }: Pick<AppOptions, 'queues'>): readonly ListedQueue[] => [
  { number: hotline, name: '综合', called: hotline, skill: null },
  ...queues.map((queue) => ({ ...queue, called: queue.name })),
]

/** The queues, as one. */
export interface Queues {
  /** By the user part each answers to. */
  readonly elements: ReadonlyMap<string, SipElement>
  /** Those nobody calls by himself. */
  readonly inner: ReadonlySet<string>
  readonly settled: CallQueue['settled']
  readonly changed: CallQueue['changed']
  readonly close: CallQueue['close']
}

/** Opens the hotline's queue, which every ready seat serves, and those that seats with a skill serve. */
export function openQueues(
  base: Base,
  { roster }: Pick<Seats, 'roster'>,
  { stream, log }: { stream: CallStream; log: Pick<CallLog, 'calls'> },
): Queues {
  const { clock, options } = base
  const readCallData = createCallDataReader(base)
  const open = ({ number, called }: ListedQueue, seats: SeatRoster) =>
    createQueue({
      name: called,
      user: number,
      domain: options.domain,
      roster: seats,
      clock,
      newId: randomId,
      tell: stream.fromQueue,
      readCallData,
      goesOn(sentBy, sipCallId) {
        const callId = stream.requeue(sentBy, sipCallId)
        if (callId === undefined) return null
        return { callId, since: log.calls().get(callId)?.queuedAt ?? clock.now() }
      },
    })
  const withSkill = (skill: string): SeatRoster => ({
    ready: () => roster.ready().filter(({ skills }) => skills.includes(skill)),
    reserve: roster.reserve,
  })
  const opened = listQueues(options).map((queue) => ({
    ...queue,
    element: open(queue, queue.skill === null ? roster : withSkill(queue.skill)),
  }))
  // The hotline's own is asked last: every seat can serve it.
  const all = opened.map(({ element }) => element).reverse()
  return {
    elements: new Map(opened.map(({ number, element }) => [number, element])),
    inner: new Set(opened.filter(({ skill }) => skill !== null).map(({ number }) => number)),
    settled(sipCallId, how) {
      for (const queue of all) queue.settled(sipCallId, how)
    },
    changed() {
      for (const queue of all) queue.changed()
    },
    close() {
      for (const queue of all) queue.close()
    },
  }
}
