import type { Clock, NewId } from '#shared/kit/clock.ts'
import { declinePauseMs, nextOffer } from '#shared/queue/queue.rules.ts'
import type { CallData } from '#shared/telephony/call-data.ts'
import type { CallEvent } from '#shared/telephony/call-event.ts'
import { declineCauseOf } from '#shared/telephony/decline.rules.ts'
import type { SentBy, SipElement, SipTransaction } from '../ports/sip.ts'
import { redirectAnswer } from './queue-answers.ts'
import { createLine, type Entry } from './queue-line.ts'
import type { SeatRoster } from './seat-roster.ts'

/** One waiting call, for the wall. */
export interface WaitingCall {
  readonly callId: string
  readonly sipCallId: string
  readonly queue: string
  readonly callerNumber: string | null
  /** ms since the epoch */
  readonly since: number
  /** 1 is served next; 0: it rings at a seat now. */
  readonly position: number
}

/** A call that a seat had before. `since`: when it first came, ms since the epoch. */
export interface GoesOn {
  readonly callId: string
  readonly since: number
}

export interface QueueOptions {
  /** Its name in events and on the wall, e.g. `12345`. */
  readonly name: string
  /** User part of its address. */
  readonly user: string
  readonly domain: string
  readonly roster: SeatRoster
  readonly clock: Clock
  readonly newId: NewId
  tell(event: CallEvent): void
  /** The call that goes on here, where a seat sent its caller; null: it is a new one. Default: every call is. */
  goesOn?(sentBy: SentBy, sipCallId: string): GoesOn | null
  /** Reads what another hotline says of a call it hands over; null: nothing that can be read. Default: nothing is. */
  readCallData?(hex: string): CallData | null
  /** Default 150,000 ms: then the call overflows with 480. */
  readonly waitLimitMs?: number
  /** Default 30,000 ms between two 182. */
  readonly repeatMs?: number
}

/** The queue: a SIP element that answers 182 while a call waits and 302 to the seat that shall take it. */
export interface CallQueue extends SipElement {
  /** A seat became ready, or the roster changed in another way. */
  changed(): void
  /** A call that was at a seat is over for the queue: it was answered, or the caller gave up. */
  settled(sipCallId: string, how: 'answered' | 'given-up'): void
  snapshot(): readonly WaitingCall[]
  close(): void
}

const cameWith = ({ readCallData }: QueueOptions, { callData }: SipTransaction): { cameWith?: CallData } => {
  const read = callData === null ? null : readCallData?.(callData)
  return read ? { cameWith: read } : {}
}

export function createQueue(options: QueueOptions): CallQueue {
  const { clock, roster, domain } = options
  const waitLimitMs = options.waitLimitMs ?? 150_000
  const line = createLine({ clock, repeatMs: options.repeatMs ?? 30_000, user: options.user, domain })
  let busy = false
  let again = false
  let stopRetry = () => {}

  const leave = (entry: Entry, type: 'abandoned' | 'overflowed') => {
    line.drop(entry)
    options.tell({ type, callId: entry.callId, at: clock.now() })
    if (type === 'overflowed') entry.transaction.respond({ status: 480, reason: 'Nobody Free' })
    line.tellPositions()
  }

  const overflow = (entry: Entry) => {
    if (line.position(entry) > 0) leave(entry, 'overflowed')
  }

  const offerNext = (refused: ReadonlySet<string>): string | null => {
    const ready = roster.ready().filter(({ seat }) => !refused.has(seat))
    const found = nextOffer(line.queue(), ready, clock.now())
    const entry = found && line.entry(found.callId)
    if (!entry) return null
    if (!roster.reserve(found.seat, found.callId)) return found.seat
    line.offer(entry, found.seat)
    options.tell({ type: 'offered', seat: found.seat, callId: entry.callId, at: clock.now() })
    entry.transaction.respond(redirectAnswer(found.seat, domain))
    return found.seat
  }

  // What is told may change the roster and come back here: it is then looked at once more, not deeper.
  const dispatch = () => {
    again = true
    if (busy) return
    busy = true
    while (again) {
      again = false
      const asked = new Set<string>()
      for (let seat = offerNext(asked); seat !== null; seat = offerNext(asked)) asked.add(seat)
    }
    busy = false
    line.tellPositions()
  }

  const listen = (entry: Entry, transaction: SipTransaction) => {
    entry.transaction = transaction
    transaction.onEnd(() => {
      if (line.has(entry) && entry.transaction === transaction) leave(entry, 'abandoned')
    })
  }

  const welcome = (transaction: SipTransaction) => {
    const at = clock.now()
    const { sentBy } = transaction
    const before = sentBy && options.goesOn?.(sentBy, transaction.callId)
    const entry = line.add(transaction, before ?? { callId: options.newId(), since: at }, at)
    entry.stopLimit = clock.after(waitLimitMs, () => overflow(entry))
    listen(entry, transaction)
    const { callId, sipCallId, callerNumber } = entry
    const queue = options.name
    if (before) options.tell({ type: 'requeued', callId, at, sipCallId, queue, from: sentBy.seat })
    else options.tell({ type: 'queued', callId, at, sipCallId, queue, callerNumber, ...cameWith(options, transaction) })
    line.tellPosition(entry)
    dispatch()
  }

  const welcomeBack = (entry: Entry, seat: string, transaction: SipTransaction) => {
    const now = clock.now()
    line.bringBack(entry, now)
    listen(entry, transaction)
    const cause = declineCauseOf(transaction.broughtBack ?? 480)
    options.tell({ type: 'declined', seat, cause, callId: entry.callId, at: now })
    if (now - entry.arrivedAt >= waitLimitMs) return overflow(entry)
    line.tellPosition(entry)
    stopRetry()
    stopRetry = clock.after(declinePauseMs, dispatch)
    return dispatch()
  }

  return {
    accept(transaction) {
      const entry = line.bySipCallId(transaction.callId)
      if (!entry) return welcome(transaction)
      const seat = line.offeredTo(entry)
      // The same call again is merged (RFC 3261 8.2.2.2), unless it comes back from a seat.
      if (seat !== null && entry.fromTag === transaction.fromTag) return welcomeBack(entry, seat, transaction)
      return transaction.respond({ status: 482, reason: 'Merged Request' })
    },
    changed: dispatch,
    settled(sipCallId, how) {
      const entry = line.bySipCallId(sipCallId)
      if (!entry || line.offeredTo(entry) === null) return
      if (how === 'given-up') leave(entry, 'abandoned')
      else line.drop(entry)
    },
    snapshot: () => line.snapshot().map((call) => ({ ...call, queue: options.name })),
    close() {
      stopRetry()
      line.close()
    },
  }
}
