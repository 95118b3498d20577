import type { CallEvent, EndCause } from './call-event.ts'
import { numberOfUser } from './citizen-user.ts'

/** A seat that is or was in a call beside the one it belongs to: who was consulted, or who handed it on. */
export interface CallPartner {
  readonly seat: string
  /** ms since the epoch; null: still in it. */
  readonly leftAt: number | null
}

/** A call as its events left it. Times in ms since the epoch. */
export interface CallRecord {
  readonly callId: string
  readonly sipCallId: string
  readonly direction: 'in' | 'out'
  readonly queue: string | null
  /** The caller's number, or what was dialled; null: 无主叫号码. */
  readonly number: string | null
  /** The seat it is offered to, talks with, or last talked with; the dialling seat of an outgoing call. */
  readonly seat: string | null
  readonly partners: readonly CallPartner[]
  /** The call this one was made for (a consult). */
  readonly about: string | null
  /** Number outside the hall that the caller was sent on to. */
  readonly sentTo: string | null
  readonly state: 'queued' | 'offered' | 'talking' | 'held' | 'ended'
  readonly queuedAt: number
  readonly offeredAt: number | null
  readonly answeredAt: number | null
  readonly endedAt: number | null
  readonly endedBy: EndCause | null
}

/** What the event makes of the call; null: an event of a call that never began, or of one that is over. */
export function nextRecord(from: CallRecord | null, event: CallEvent): CallRecord | null {
  if (event.type === 'queued' || event.type === 'dialled') return from ? null : begin(event)
  if (!from || from.state === 'ended') return null
  const over = { ...from, state: 'ended', endedAt: event.at } as const
  switch (event.type) {
    case 'offered':
      return from.direction === 'out'
        ? join(from, event.seat)
        : { ...from, state: 'offered', seat: event.seat, offeredAt: event.at }
    case 'declined':
      if (from.direction === 'out') return { ...from, partners: without(from, event.seat) }
      return from.seat !== event.seat || from.state !== 'offered'
        ? from
        : { ...from, state: 'queued', seat: null, offeredAt: null }
    case 'answered':
      return answer(from, event)
    case 'held':
      return from.seat === event.seat ? { ...from, state: 'held' } : from
    case 'resumed':
      return from.seat === event.seat ? { ...from, state: 'talking' } : from
    case 'replaced':
      return { ...from, sipCallId: event.sipCallId }
    case 'transferred':
      return {
        ...from,
        seat: event.seat,
        sipCallId: event.sipCallId,
        state: 'talking',
        partners: [...without(from, event.seat), { seat: event.from, leftAt: event.at }],
      }
    case 'requeued':
      return {
        ...from,
        seat: null,
        queue: event.queue,
        sipCallId: event.sipCallId,
        state: 'queued',
        offeredAt: null,
        partners: [...without(from, event.from), { seat: event.from, leftAt: event.at }],
      }
    case 'sent-on':
      return { ...from, sentTo: event.target }
    case 'data-sent':
      return from
    case 'abandoned':
      return { ...over, seat: from.direction === 'out' ? from.seat : null, endedBy: 'caller' }
    case 'overflowed':
      return { ...over, seat: null, endedBy: 'edge' }
    case 'ended':
      return from.seat === event.seat ? { ...over, endedBy: event.cause } : leave(from, event.seat, event.at)
  }
}

/** A call that a seat sent to a queue is answered a second time; its first answer stays the call's. */
function answer(from: CallRecord, { seat, at }: Extract<CallEvent, { type: 'answered' }>): CallRecord {
  const answeredAt = from.answeredAt ?? at
  if (from.direction === 'in' && from.state === 'offered') return { ...from, state: 'talking', seat, answeredAt }
  if (from.answeredAt !== null) return from
  return { ...from, state: 'talking', seat: from.direction === 'out' ? from.seat : seat, answeredAt }
}

const without = ({ partners }: CallRecord, seat: string): CallPartner[] =>
  partners.filter((partner) => partner.seat !== seat)

const join = (from: CallRecord, seat: string): CallRecord =>
  seat === from.seat ? from : { ...from, partners: [...without(from, seat), { seat, leftAt: null }] }

const leave = (from: CallRecord, seat: string, at: number): CallRecord => ({
  ...from,
  partners: from.partners.map((partner) =>
    partner.seat === seat && partner.leftAt === null ? { seat, leftAt: at } : partner,
  ),
})

function begin(event: Extract<CallEvent, { type: 'queued' | 'dialled' }>): CallRecord {
  const { callId, sipCallId, at } = event
  const none = { offeredAt: null, answeredAt: null, endedAt: null, endedBy: null, sentTo: null, partners: [] }
  const fresh = { callId, sipCallId, queuedAt: at, ...none }
  return event.type === 'queued'
    ? {
        ...fresh,
        direction: 'in',
        queue: event.queue,
        number: event.callerNumber,
        seat: null,
        about: null,
        state: 'queued',
      }
    : {
        ...fresh,
        direction: 'out',
        queue: null,
        number: numberOfUser(event.target) ?? event.target,
        seat: event.seat,
        about: event.about,
        state: 'offered',
      }
}
