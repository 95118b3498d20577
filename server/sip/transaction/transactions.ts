import type { Clock, NewId } from '#shared/kit/clock.ts'
import type { SipHeader, SipRequest, SipResponse } from '../../ports/sip.ts'
import { headerLine, headerList } from '../message/headers.ts'
import { type Essentials, readEssentials } from '../message/read.ts'
import { markReceived } from '../message/received.ts'
import { answer, respondTo } from '../message/respond.ts'
import { prepend, serialiseSip } from '../message/serialise.ts'
import { parseVia } from '../message/via.ts'
import type { Flow } from '../transport/flow.ts'
import { type ClientListener, type ClientTransaction, createClientTransaction } from './client-transaction.ts'
import { createServerTransaction, type ServerTransaction } from './server-transaction.ts'

/** What is left for the proxy once retransmissions, CANCELs and hop-by-hop ACKs are dealt with. */
export interface TransactionUser {
  request(transaction: ServerTransaction, essentials: Essentials): void
  /** ACK of a 2xx: belongs to no transaction (RFC 3261 13.2.2.4). */
  ack(flow: Flow, request: SipRequest, essentials: Essentials): void
}

/** The table of transactions of all connections. */
export interface Transactions {
  receiveRequest(flow: Flow, request: SipRequest): void
  receiveResponse(flow: Flow, response: SipResponse): void
  /** Puts our Via on a request without one of ours and sends it as a new transaction. */
  send(flow: Flow, request: SipRequest, listener: ClientListener): ClientTransaction
  /** Our Via for a request that is sent outside a transaction (ACK of a 2xx). */
  via(flow: Flow): SipHeader
  dropFlow(flow: Flow): void
  close(): void
}

interface TransactionParts {
  readonly clock: Clock
  readonly newId: NewId
  /** Host in our Via (RFC 3261 18.1.1). */
  readonly sentBy: string
  readonly user: TransactionUser
}

const cookie = 'z9hG4bK'

/** RFC 3261 17.2.3; without the magic cookie the fields RFC 2543 went by. */
function serverKey(flow: Flow, essentials: Essentials): string {
  const { via, cseq } = essentials
  const method = cseq.method === 'ACK' || cseq.method === 'CANCEL' ? 'INVITE' : cseq.method
  const branch = via.params.get('branch') ?? ''
  const modern = branch.startsWith(cookie) && branch.length > cookie.length
  const id = modern ? branch : [essentials.callId, essentials.fromTag, cseq.number, branch].join('|')
  return [flow.id, method, via.sentBy, id].join(' ')
}

/** Over UDP a response goes to the port Via names, unless rport asks for the one the request came from (RFC 3261 18.2.2, RFC 3581 4). */
function replyFlow(flow: Flow, { via }: Essentials): Flow {
  if (!flow.toward || via.params.has('rport')) return flow
  return flow.toward(Number(/:(\d+)$/.exec(via.sentBy)?.[1] ?? 5060))
}

/** Makes the table. */
export function createTransactions(parts: TransactionParts): Transactions {
  const { clock, newId } = parts
  const servers = new Map<string, ServerTransaction>()
  const clients = new Map<string, ClientTransaction>()

  const via = (flow: Flow): SipHeader => ({
    name: 'Via',
    value: `SIP/2.0/${flow.transport} ${parts.sentBy};branch=${cookie}${newId()}`,
  })
  const clientKey = (request: { readonly headers: readonly SipHeader[] }, method: string): string => {
    const top = parseVia(headerList(request, 'via')?.[0] ?? '')
    return `${top?.sentBy === parts.sentBy ? (top.params.get('branch') ?? '') : ''} ${method}`
  }
  const start = (flow: Flow, request: SipRequest, listener: ClientListener): ClientTransaction => {
    const key = clientKey(request, request.method)
    const sendCancel = (cancel: SipRequest) => void start(flow, cancel, { response: () => {}, failed: () => {} })
    const transaction = createClientTransaction({
      request,
      flow,
      clock,
      listener,
      sendCancel,
      ended: () => void clients.delete(key),
    })
    clients.set(key, transaction)
    return transaction
  }

  const receiveCancel = (flow: Flow, cancel: SipRequest, essentials: Essentials): void => {
    const target = servers.get(serverKey(flow, essentials))
    const status = target ? 200 : 481
    // Each CANCEL that comes again is answered again: no transaction is kept for it.
    flow.send(serialiseSip(respondTo(cancel, answer(status), newId())))
    if (target?.phase !== 'proceeding') return
    const run = target.onCancel
    target.onCancel = null
    run?.(cancel)
  }

  return {
    receiveRequest(from, raw) {
      const essentials = readEssentials(raw)
      if (!essentials) return
      const flow = replyFlow(from, essentials)
      if (raw.method === 'CANCEL') return receiveCancel(flow, raw, essentials)
      const key = serverKey(flow, essentials)
      const known = servers.get(key)
      if (raw.method === 'ACK') {
        // The ACK of a 2xx has a branch of its own; from a client that uses the INVITE's again it still goes on.
        if (known && known.phase !== 'accepted') known.receive(raw)
        else parts.user.ack(flow, raw, essentials)
        return
      }
      if (known) return known.receive(raw)
      const request = markReceived(raw, flow.remote)
      const transaction = createServerTransaction({ request, flow, clock, ended: () => void servers.delete(key) })
      servers.set(key, transaction)
      parts.user.request(transaction, essentials)
    },
    receiveResponse(flow, response) {
      const method = headerLine(response, 'cseq')?.split(/[ \t]+/)[1] ?? ''
      const transaction = clients.get(clientKey(response, method))
      if (transaction?.flow === flow) transaction.receive(response)
    },
    send: (flow, request, listener) => start(flow, prepend(request, via(flow)), listener),
    via,
    dropFlow(flow) {
      for (const transaction of [...clients.values()]) if (transaction.flow === flow) transaction.gone()
      for (const transaction of [...servers.values()]) {
        if (transaction.flow !== flow) continue
        const run = transaction.phase === 'proceeding' ? transaction.onGone : null
        transaction.end()
        run?.()
      }
    },
    close() {
      for (const transaction of clients.values()) transaction.end()
      for (const transaction of servers.values()) transaction.end()
    },
  }
}
