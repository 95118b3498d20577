import type { Clock } from '#shared/kit/clock.ts'
import type { SipRequest, SipResponse } from '../../ports/sip.ts'
import { serialiseSip } from '../message/serialise.ts'
import { type Flow, isReliable } from '../transport/flow.ts'
import { sendAgain, t2, t4, transactionMs } from './timers.ts'

export type TransactionPhase = 'proceeding' | 'completed' | 'confirmed' | 'accepted' | 'terminated'

/** The server side of a transaction (RFC 3261 17.2, RFC 6026). */
export interface ServerTransaction {
  readonly request: SipRequest
  readonly flow: Flow
  readonly phase: TransactionPhase
  /** Sends a response; after a final one only further 2xx of an INVITE pass (RFC 6026 7.1). */
  respond(response: SipResponse): void
  /** The same request again, or its ACK. */
  receive(request: SipRequest): void
  /** Runs once when a CANCEL met the transaction before its final response. */
  onCancel: ((cancel: SipRequest) => void) | null
  /** Runs once when the connection died before the final response. */
  onGone: (() => void) | null
  /** Runs once when nobody acknowledged the refusal of an INVITE in time (timer H): the client is gone. */
  onUnacknowledged: (() => void) | null
  end(): void
}

interface ServerParts {
  readonly request: SipRequest
  readonly flow: Flow
  readonly clock: Clock
  ended(): void
}

/** States: proceeding, completed (refused, waits for ACK), confirmed (ACK came, more may), accepted (2xx), terminated. */
export function createServerTransaction(parts: ServerParts): ServerTransaction {
  const { clock, flow } = parts
  const invite = parts.request.method === 'INVITE'
  const reliable = isReliable(flow)
  let state: TransactionPhase = 'proceeding'
  let last: string | null = null
  let stopTimer = () => {}
  let stopRepeat = () => {}

  const end = (): void => {
    if (state === 'terminated') return
    state = 'terminated'
    stopTimer()
    stopRepeat()
    parts.ended()
  }
  const timeOut = () => {
    const run = transaction.onUnacknowledged
    end()
    run?.()
  }
  const finish = (text: string, status: number) => {
    // Timer J is 0 over reliable transports (17.2.2).
    if (!invite && reliable) return end()
    state = invite && status < 300 ? 'accepted' : 'completed'
    const refused = invite && state === 'completed'
    stopTimer = clock.after(transactionMs, refused ? timeOut : end)
    if (refused && !reliable) stopRepeat = sendAgain(clock, () => void flow.send(text), t2)
  }
  const acknowledged = () => {
    if (state !== 'completed') return
    stopRepeat()
    stopTimer()
    state = 'confirmed'
    if (reliable) end()
    // Timer I: further ACKs are taken in silence.
    else stopTimer = clock.after(t4, end)
  }

  const transaction: ServerTransaction = {
    request: parts.request,
    flow,
    get phase() {
      return state
    },
    respond(response) {
      const late2xx = state === 'accepted' && response.status >= 200 && response.status < 300
      if (state !== 'proceeding' && !late2xx) return
      last = serialiseSip(response)
      flow.send(last)
      if (response.status >= 200 && state === 'proceeding') finish(last, response.status)
    },
    receive(request) {
      if (request.method === 'ACK') acknowledged()
      else if ((state === 'proceeding' || state === 'completed') && last !== null) flow.send(last)
    },
    onCancel: null,
    onGone: null,
    onUnacknowledged: null,
    end,
  }
  return transaction
}
