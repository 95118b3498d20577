import type { Clock } from '#shared/kit/clock.ts'
import type { SipHeader, SipRequest, SipResponse } from '../../ports/sip.ts'
import { headerKey, headerLine } from '../message/headers.ts'
import { serialiseSip } from '../message/serialise.ts'
import { type Flow, isReliable } from '../transport/flow.ts'
import { sendAgain, t2, t4, transactionMs } from './timers.ts'

/** The client side of a transaction (RFC 3261 17.1, RFC 6026). */
export interface ClientTransaction {
  readonly request: SipRequest
  readonly flow: Flow
  /** Sends CANCEL, at once or after the first provisional response (RFC 3261 9.1). */
  cancel(headers?: readonly SipHeader[]): void
  receive(response: SipResponse): void
  /** The connection died. */
  gone(): void
  end(): void
}

/** `failed`: no response in time (408 is meant), or the connection is gone (430). After a final response only further 2xx come. */
export interface ClientListener {
  response(response: SipResponse): void
  failed(status: 408 | 430): void
}

interface ClientParts {
  readonly request: SipRequest
  readonly flow: Flow
  readonly clock: Clock
  readonly listener: ClientListener
  /** Starts the CANCEL's own transaction. */
  sendCancel(request: SipRequest, flow: Flow): void
  ended(): void
}

/** ACK and CANCEL repeat the request's Request-URI, top Via, From, Call-ID, CSeq number and Route (RFC 3261 9.1, 17.1.1.3). */
function derive(request: SipRequest, method: 'ACK' | 'CANCEL', to: string | undefined): SipRequest {
  const via = request.headers.find((header) => headerKey(header.name) === 'via')
  const headers: SipHeader[] = via ? [via] : []
  for (const header of request.headers) {
    const key = headerKey(header.name)
    if (key === 'to') headers.push({ name: 'To', value: to ?? header.value })
    else if (key === 'cseq') headers.push({ name: 'CSeq', value: `${header.value.split(/[ \t]/)[0]} ${method}` })
    else if (['from', 'call-id', 'route'].includes(key)) headers.push(header)
  }
  headers.push({ name: 'Max-Forwards', value: '70' })
  return { kind: 'request', method, uri: request.uri, headers, body: '' }
}

/** Sends the request. States: calling, proceeding, done (final seen; an INVITE still hears 2xx), terminated. */
export function createClientTransaction(parts: ClientParts): ClientTransaction {
  const { request, flow, clock, listener } = parts
  const invite = request.method === 'INVITE'
  let state: 'calling' | 'proceeding' | 'done' | 'terminated' = 'calling'
  let refused = false
  let cancelling: readonly SipHeader[] | null = null
  let stopTimer = () => {}
  let stopRepeat = () => {}

  const end = (): void => {
    if (state === 'terminated') return
    state = 'terminated'
    stopTimer()
    stopRepeat()
    parts.ended()
  }
  const fail = (status: 408 | 430): void => {
    const waiting = state === 'calling' || state === 'proceeding'
    end()
    if (waiting) listener.failed(status)
  }
  const sendCancel = (headers: readonly SipHeader[]): void => {
    const cancel = derive(request, 'CANCEL', undefined)
    parts.sendCancel({ ...cancel, headers: [...cancel.headers, ...headers] }, flow)
    // RFC 3261 9.1: without a final response in 64·T1 the INVITE is taken as cancelled.
    stopTimer()
    stopTimer = clock.after(transactionMs, () => fail(408))
  }
  const provisional = (response: SipResponse): void => {
    if (state === 'done') return
    if (state === 'calling' && invite) {
      // Timer B ends here; how long it may ring is the proxy's Timer C.
      stopTimer()
      stopRepeat()
      state = 'proceeding'
      if (cancelling) sendCancel(cancelling)
    }
    listener.response(response)
  }
  const final = (response: SipResponse): void => {
    const accepted = response.status < 300
    if (invite && !accepted) flow.send(serialiseSip(derive(request, 'ACK', headerLine(response, 'to'))))
    if (state === 'done') {
      if (invite && accepted && !refused) listener.response(response)
      return
    }
    state = 'done'
    refused = !accepted
    stopTimer()
    stopRepeat()
    // Timer D, and RFC 6026's M; timer K is 0 over reliable transports.
    if (invite) stopTimer = clock.after(transactionMs, end)
    else if (!isReliable(flow)) stopTimer = clock.after(t4, end)
    listener.response(response)
    if (!invite && isReliable(flow)) end()
  }

  const text = serialiseSip(request)
  if (flow.send(text)) stopTimer = clock.after(transactionMs, () => fail(408))
  else stopTimer = clock.after(0, () => fail(430))
  // Timer A doubles without a bound, timer E up to T2.
  if (!isReliable(flow)) stopRepeat = sendAgain(clock, () => void flow.send(text), invite ? transactionMs : t2)

  return {
    request,
    flow,
    cancel(headers = []) {
      if (!invite || cancelling || state === 'done' || state === 'terminated') return
      cancelling = headers
      if (state === 'proceeding') sendCancel(headers)
    },
    receive(response) {
      if (state === 'terminated') return
      if (response.status < 200) provisional(response)
      else final(response)
    },
    gone: () => fail(430),
    end,
  }
}
