import type { Clock } from '#shared/kit/clock.ts'
import type { SipRequest, SipResponse } from '../../ports/sip.ts'
import { serialiseSip } from '../message/serialise.ts'
import type { Flow } from '../transport/flow.ts'

/** RFC 3261 17.1.1.2: 64·T1 with T1 = 500 ms; how long peers may keep sending again. */
export const transactionMs = 32_000

export type TransactionPhase = 'proceeding' | 'completed' | 'accepted' | 'terminated'

/** The server side of a transaction over a reliable transport (RFC 3261 17.2, RFC 6026). */
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
  end(): void
}

interface ServerParts {
  readonly request: SipRequest
  readonly flow: Flow
  readonly clock: Clock
  ended(): void
}

/** States: proceeding, completed (refused, waits for ACK), accepted (2xx), terminated. */
export function createServerTransaction(parts: ServerParts): ServerTransaction {
  const invite = parts.request.method === 'INVITE'
  let state: TransactionPhase = 'proceeding'
  let last: string | null = null
  let stopTimer = () => {}

  const end = (): void => {
    if (state === 'terminated') return
    state = 'terminated'
    stopTimer()
    parts.ended()
  }
  const finish = (status: number) => {
    // Timer J is 0 over reliable transports (17.2.2).
    if (!invite) return end()
    state = status < 300 ? 'accepted' : 'completed'
    stopTimer = parts.clock.after(transactionMs, end)
  }

  return {
    request: parts.request,
    flow: parts.flow,
    get phase() {
      return state
    },
    respond(response) {
      const late2xx = state === 'accepted' && response.status >= 200 && response.status < 300
      if (state !== 'proceeding' && !late2xx) return
      last = serialiseSip(response)
      parts.flow.send(last)
      if (response.status >= 200 && state === 'proceeding') finish(response.status)
    },
    receive(request) {
      if (request.method === 'ACK') {
        if (state === 'completed') end()
      } else if (state !== 'accepted' && last !== null) parts.flow.send(last)
    },
    onCancel: null,
    onGone: null,
    end,
  }
}
