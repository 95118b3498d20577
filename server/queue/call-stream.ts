import type { NewId } from '#shared/kit/clock.ts'
import { createEmitter, type Emitter } from '#shared/kit/emitter.ts'
import type { CallEvent } from '#shared/telephony/call-event.ts'
import type { EdgeEvent } from '../ports/sip.ts'
import type { CallQueue } from './queue.ts'

/** One ordered stream of what happens to all calls, under our own call ids. */
export interface CallStream {
  readonly events: Pick<Emitter<CallEvent>, 'on'>
  /** What the queue says. */
  fromQueue(event: CallEvent): void
  /** What the edge says. */
  fromEdge(event: EdgeEvent, queue: Pick<CallQueue, 'settled'>): void
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

interface LiveCall {
  readonly callId: string
  readonly kind: 'queue' | 'outgoing'
  /** The seat that calls out; empty for a call of the queue. */
  readonly seat: string
  /** Seats that are in the answered call. */
  readonly talking: Set<string>
}

type NewsOf<E> = E extends CallEvent ? Omit<E, 'callId' | 'at'> : never

/** Joins what queue and edge say. A call of the queue is offered and declined by the queue's word, answered and ended by the edge's. */
export function createCallStream(newId: NewId, onError: (error: unknown) => void): CallStream {
  const events = createEmitter<CallEvent>(onError)
  const live = new Map<string, LiveCall>()

  const start = (sipCallId: string, call: Omit<LiveCall, 'talking'>): LiveCall => {
    const made = { ...call, talking: new Set<string>() }
    live.set(sipCallId, made)
    return made
  }

  const forget = (call: LiveCall) => {
    for (const [sipCallId, each] of live) if (each === call) live.delete(sipCallId)
  }

  const fromEdge = (event: EdgeEvent, queue: Pick<CallQueue, 'settled'>): void => {
    if (!('sipCallId' in event)) return
    const { sipCallId, at } = event
    if (event.type === 'dialled') {
      const callId = newId()
      const { seat, target } = event
      // Only of its own call may a seat say that it consults about it.
      const main = live.get(event.about ?? '')
      const about = main?.talking.has(seat) ? main.callId : null
      start(sipCallId, { callId, kind: 'outgoing', seat })
      events.emit({ type: 'dialled', callId, at, sipCallId, seat, target, about })
      return
    }
    const call = live.get(
      event.type === 'replaced' ? event.replaces : event.type === 'transferred' ? event.of : sipCallId,
    )
    if (!call) return
    const say = (news: NewsOf<CallEvent>) => events.emit({ ...news, callId: call.callId, at } as CallEvent)
    switch (event.type) {
      case 'replaced':
        live.set(sipCallId, call)
        live.delete(event.replaces)
        say({ type: 'replaced', seat: event.seat, sipCallId })
        break
      case 'transferred':
        // The old Call-ID goes on to name it until its own end has been told.
        live.set(sipCallId, call)
        call.talking.add(event.seat)
        say({ type: 'transferred', from: event.from, seat: event.seat, sipCallId })
        break
      case 'offered':
        if (call.kind === 'outgoing') say({ type: 'offered', seat: event.seat })
        break
      case 'declined':
        if (call.kind === 'outgoing') say({ type: 'declined', seat: event.seat, cause: event.cause })
        break
      case 'answered':
        call.talking.add(event.seat)
        if (call.kind === 'queue') queue.settled(sipCallId, 'answered')
        say({ type: 'answered', seat: event.seat })
        break
      case 'held':
      case 'resumed':
        say({ type: event.type, seat: event.seat })
        break
      case 'given-up':
        live.delete(sipCallId)
        if (call.kind === 'queue') queue.settled(sipCallId, 'given-up')
        else say({ type: 'ended', seat: call.seat, cause: event.cause === 'caller' ? 'seat' : event.cause })
        break
      case 'ended':
        call.talking.delete(event.seat)
        if (call.talking.size === 0) forget(call)
        say({ type: 'ended', seat: event.seat, cause: event.cause })
        break
      default:
        break
    }
  }

  return {
    events: { on: events.on },
    fromQueue(event) {
      if (event.type === 'queued') start(event.sipCallId, { callId: event.callId, kind: 'queue', seat: '' })
      events.emit(event)
    },
    fromEdge,
    resume({ callId, sipCallId, direction, seat, talking }) {
      const call =
        direction === 'in' ? { callId, kind: 'queue' as const, seat: '' } : { callId, kind: 'outgoing' as const, seat }
      const made = start(sipCallId, call)
      for (const each of talking) made.talking.add(each)
    },
    callIdOf: (sipCallId) => live.get(sipCallId)?.callId,
  }
}
