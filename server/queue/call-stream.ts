import type { NewId } from '#shared/kit/clock.ts'
import { createEmitter, type Emitter } from '#shared/kit/emitter.ts'
import type { CallEvent } from '#shared/telephony/call-event.ts'
import { numberOfUser } from '#shared/telephony/citizen-user.ts'
import type { EdgeEvent, SentBy } from '../ports/sip.ts'
import { LiveCalls } from './live-calls.ts'
import type { CallQueue } from './queue.ts'

/** One ordered stream of what happens to all calls, under our own call ids. */
export interface CallStream {
  readonly events: Pick<Emitter<CallEvent>, 'on'>
  /** What the queue says. */
  fromQueue(event: CallEvent): void
  /** What the edge says. */
  fromEdge(event: EdgeEvent, queue: Pick<CallQueue, 'settled'>): void
  /** A seat sent the caller of its call to a queue: that call goes on under the new Call-ID. Its id; undefined: it is no call of the queue that the seat is in. */
  requeue(sentBy: SentBy, sipCallId: string): string | undefined
  /** An answered call of the last run goes on. `seat`: who dialled, for an outgoing one. */
  resume(call: ResumedCall): void
  /** Our id of a live call. */
  callIdOf(sipCallId: string): string | undefined
}

/** A call that outlived a restart. */
export interface ResumedCall {
  readonly callId: string
  readonly sipCallId: string
  readonly direction: 'in' | 'out'
  readonly seat: string
  /** Seats that are in it. */
  readonly talking: readonly string[]
}

type NewsOf<E> = E extends CallEvent ? Omit<E, 'callId' | 'at'> : never

/** Joins what queue and edge say. A call of the queue is offered and declined by the queue's word, answered and ended by the edge's. */
export function createCallStream(newId: NewId, onError: (error: unknown) => void): CallStream {
  const events = createEmitter<CallEvent>(onError)
  const live = new LiveCalls()

  const fromEdge = (event: EdgeEvent, queue: Pick<CallQueue, 'settled'>): void => {
    if (!('sipCallId' in event)) return
    const { sipCallId, at } = event
    if (event.type === 'dialled') {
      const callId = newId()
      const { seat, target } = event
      // Only of its own call may a seat say that it consults about it.
      const main = live.get(event.about ?? '')
      const about = main?.talking.has(seat) ? main.callId : null
      live.start(sipCallId, { callId, kind: 'outgoing', seat })
      events.emit({ type: 'dialled', callId, at, sipCallId, seat, target, about })
      return
    }
    const call = live.get(event.type === 'replaced' ? event.replaces : 'of' in event ? event.of : sipCallId)
    if (!call) return
    const say = (news: NewsOf<CallEvent>) => events.emit({ ...news, callId: call.callId, at } as CallEvent)
    switch (event.type) {
      case 'replaced':
        live.name(sipCallId, call)
        live.unname(event.replaces)
        say({ type: 'replaced', seat: event.seat, sipCallId })
        break
      case 'transferred':
        // The old Call-ID goes on to name it until its own end has been told.
        live.name(sipCallId, call)
        call.talking.add(event.seat)
        say({ type: 'transferred', from: event.from, seat: event.seat, sipCallId })
        break
      case 'sent-on':
        say({ type: 'sent-on', from: event.from, target: numberOfUser(event.target) ?? event.target })
        break
      case 'data-sent':
        say({ type: 'data-sent', seat: event.seat, target: numberOfUser(event.target) ?? event.target })
        break
      case 'offered':
        if (call.kind === 'outgoing') say({ type: 'offered', seat: event.seat })
        break
      case 'declined':
        if (call.kind === 'outgoing') say({ type: 'declined', seat: event.seat, cause: event.cause })
        break
      case 'answered':
        call.waits = false
        call.talking.add(event.seat)
        if (call.kind === 'queue') queue.settled(sipCallId, 'answered')
        say({ type: 'answered', seat: event.seat })
        break
      case 'held':
      case 'resumed':
        say({ type: event.type, seat: event.seat })
        break
      case 'given-up':
        call.waits = false
        live.unname(sipCallId)
        live.tidy(call)
        if (call.kind === 'queue') queue.settled(sipCallId, 'given-up')
        else say({ type: 'ended', seat: call.seat, cause: event.cause === 'caller' ? 'seat' : event.cause })
        break
      case 'ended':
        call.talking.delete(event.seat)
        live.tidy(call)
        say({ type: 'ended', seat: event.seat, cause: event.cause })
        break
      default:
        break
    }
  }

  return {
    events: { on: events.on },
    fromQueue(event) {
      if (event.type === 'queued') live.start(event.sipCallId, { callId: event.callId, kind: 'queue', seat: '' })
      events.emit(event)
    },
    fromEdge,
    requeue: (sentBy, sipCallId) => live.requeue(sentBy, sipCallId),
    resume({ callId, sipCallId, direction, seat, talking }) {
      const call =
        direction === 'in' ? { callId, kind: 'queue' as const, seat: '' } : { callId, kind: 'outgoing' as const, seat }
      const made = live.start(sipCallId, call)
      for (const each of talking) made.talking.add(each)
    },
    callIdOf: (sipCallId) => live.get(sipCallId)?.callId,
  }
}
