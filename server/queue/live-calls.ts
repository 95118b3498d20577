import type { SentBy } from '../ports/sip.ts'

/** A call between its first event and its last. */
export interface LiveCall {
  readonly callId: string
  readonly kind: 'queue' | 'outgoing'
  /** The seat that calls out; empty for a call of the queue. */
  readonly seat: string
  /** Seats that are in the answered call. */
  readonly talking: Set<string>
  /** Its caller waits in a queue again, whatever seats leave it. */
  waits: boolean
}

/** Live calls by each Call-ID header that names them. */
export class LiveCalls {
  readonly #calls = new Map<string, LiveCall>()

  get(sipCallId: string): LiveCall | undefined {
    return this.#calls.get(sipCallId)
  }

  start(sipCallId: string, call: Omit<LiveCall, 'talking' | 'waits'>): LiveCall {
    const made = { ...call, talking: new Set<string>(), waits: false }
    this.#calls.set(sipCallId, made)
    return made
  }

  /** One more Call-ID names the call. */
  name(sipCallId: string, call: LiveCall): void {
    this.#calls.set(sipCallId, call)
  }

  unname(sipCallId: string): void {
    this.#calls.delete(sipCallId)
  }

  /** Forgets a call that no seat is in and that waits nowhere. */
  tidy(call: LiveCall): void {
    if (call.talking.size > 0 || call.waits) return
    for (const [sipCallId, each] of this.#calls) if (each === call) this.#calls.delete(sipCallId)
  }

  /** Sends the caller of a seat's call to a queue. @returns our id of the call; undefined: it is no call of a queue that the seat is in */
  requeue({ seat, within }: SentBy, sipCallId: string): string | undefined {
    const call = this.#calls.get(within)
    if (call?.kind !== 'queue' || !call.talking.has(seat)) return undefined
    call.waits = true
    this.name(sipCallId, call)
    return call.callId
  }
}
