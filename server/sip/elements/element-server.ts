import type { Clock, NewId } from '#shared/kit/clock.ts'
import { createEmitter } from '#shared/kit/emitter.ts'
import type { EdgeEvent, SipElement } from '../../ports/sip.ts'
import type { Essentials } from '../message/read.ts'
import { answer, respondTo } from '../message/respond.ts'
import { receiveText } from '../receive.ts'
import type { ServerTransaction } from '../transaction/server-transaction.ts'
import { createTransactions, type Transactions } from '../transaction/transactions.ts'
import type { Flow, FlowListener } from '../transport/flow.ts'
import type { OpenTransport, PlainTransportOptions } from '../transport/plain-transport.ts'
import { listenTcp } from '../transport/tcp.ts'
import { listenUdp } from '../transport/udp.ts'
import { startElementCall } from './element-call.ts'
import { decideRequest } from './element-request.rules.ts'
import { isTrusted, type TrustedPeer } from './peers.rules.ts'
import { createProxiedCalls, type ProxiedCalls } from './proxied-calls.ts'

export interface ElementServerOptions {
  /** Where to listen, for UDP and TCP alike; port 0: any free one. */
  readonly address: string
  readonly port: number
  /** SIP domain of the elements; Request-URIs may name it or the address. */
  readonly domain: string
  /** By the user part they answer to. */
  readonly elements: ReadonlyMap<string, SipElement>
  /** Who is believed. What comes from elsewhere is not even read. */
  readonly peers: readonly TrustedPeer[]
  readonly clock: Clock
  readonly newId: NewId
  /** A bug, or trouble with a socket. */
  onError(error: unknown): void
  /** Something came from an address that is not believed. */
  stranger?(remote: Flow['remote']): void
  /** INVITEs that wait for their answer at one time; more are refused with 503. Default 2000. */
  readonly mostCalls?: number
}

/** The elements as proxies reach them. */
export interface ElementServer {
  readonly port: number
  /** What the proxies tell of calls and phones, as an edge would. */
  readonly events: { on(listener: (event: EdgeEvent) => void): () => void }
  close(): Promise<void>
}

/** Connections of proxies, and pairs of addresses remembered. */
const mostFlows = 1024

/** Listens for proxies: elements stand behind them as behind the edge (RFC 3261 8.2, a user agent server that redirects). */
export async function openElementServer(options: ElementServerOptions): Promise<ElementServer> {
  const { clock, newId, onError } = options
  const events = createEmitter<EdgeEvent>(onError)
  const proxied = createProxiedCalls({ clock, tell: events.emit })
  const transactions: Transactions = createTransactions({
    clock,
    newId,
    sentBy: `${options.address}:${options.port}`,
    user: { request: createDesk(options, proxied), ack() {} },
  })
  const listener = listenWith(transactions, options)
  const transport: PlainTransportOptions = {
    address: options.address,
    port: options.port,
    trusts: (remote, by) => isTrusted(options.peers, remote, by),
    stranger: options.stranger ?? (() => {}),
    mostFlows,
    clock,
    newId,
    onError,
  }
  const open: OpenTransport[] = []
  const close = async () => {
    transactions.close()
    proxied.close()
    await Promise.all(open.splice(0).map((each) => each.close()))
  }
  try {
    const tcp = await listenTcp(transport, listener)
    open.push(tcp)
    open.push(await listenUdp({ ...transport, port: tcp.port }, listener))
    return { port: tcp.port, events: { on: events.on }, close }
  } catch (error) {
    await close()
    throw error
  }
}

function listenWith(transactions: Transactions, { newId, onError }: ElementServerOptions): FlowListener {
  return {
    opened() {},
    received(flow, text) {
      try {
        receiveText(flow, text, transactions, newId)
      } catch (error) {
        onError(error)
      }
    },
    closed: transactions.dropFlow,
  }
}

/** Answers what transactions hand up. */
function createDesk(options: ElementServerOptions, proxied: ProxiedCalls) {
  const { elements, newId } = options
  const hosts = new Set([options.domain, options.address].map((host) => host.toLowerCase()))
  const most = options.mostCalls ?? 2000
  let calls = 0
  return (server: ServerTransaction, essentials: Essentials) => {
    const reply = (given: ReturnType<typeof answer>) => server.respond(respondTo(server.request, given, newId()))
    const verdict = decideRequest(server.request, essentials, { elements, hosts })
    if (verdict.kind === 'answer') return reply(verdict.answer)
    if (verdict.kind === 'news') {
      proxied.hear(verdict.news)
      return reply(
        answer(200, [
          { name: 'SIP-ETag', value: newId() },
          { name: 'Expires', value: '0' },
        ]),
      )
    }
    if (calls >= most) return reply(answer(503, [{ name: 'Retry-After', value: '5' }]))
    calls += 1
    proxied.back(essentials.callId)
    startElementCall({
      server,
      essentials,
      element: verdict.element,
      newId,
      closed(status) {
        calls -= 1
        if (status !== null && status < 400) proxied.redirected(essentials.callId)
      },
      givenUp: (cause) => proxied.hear({ type: 'given-up', sipCallId: essentials.callId, cause }),
    })
  }
}
