import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { type RawData, type WebSocket, WebSocketServer } from 'ws'
import type { Clock, NewId } from '#shared/kit/clock.ts'
import { fullBucket, takeToken } from '#shared/kit/token-bucket.rules.ts'
import type { Flow, FlowListener } from './flow.ts'

/** SIP over WebSocket (RFC 7118) on a path of an HTTP server. Times in milliseconds. */
export interface WebSocketTransportOptions {
  readonly server: Server
  readonly path: string
  /** Decides by the Origin header; undefined: none was sent, so no browser. */
  allowOrigin(origin: string | undefined): boolean
  readonly pingEveryMs: number
  /** Octets of one WebSocket message above which the connection is closed with 1009. */
  readonly mostBytes: number
  /** Connections at one time. */
  readonly mostFlows: number
  readonly clock: Clock
  readonly newId: NewId
}

const closeCodes = { policy: 1008, 'too-big': 1009, bad: 1002, shutdown: 1001 } as const
/** Messages one connection may send. */
const messages = { perSecond: 100, burst: 300 }
/** Octets waiting for a slow reader above which it is cut off. */
const mostBuffered = 1_048_576

function refuse(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
}

/** Text of a frame; null when it is no UTF-8. `ws` has checked text frames already. */
function toText(data: RawData): string | null {
  const bytes = Array.isArray(data) ? Buffer.concat(data) : Buffer.from(data as Uint8Array)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

/** Listens for upgrades on the path; other paths are left to others. The disposer closes all connections. */
export function listenWebSocket(options: WebSocketTransportOptions, listener: FlowListener): () => Promise<void> {
  const sockets = new Map<WebSocket, () => Promise<void>>()
  const wss = new WebSocketServer({
    noServer: true,
    maxPayload: options.mostBytes,
    perMessageDeflate: false,
    handleProtocols: (offered) => (offered.has('sip') ? 'sip' : false),
  })
  const upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    if (new URL(request.url ?? '/', 'http://edge').pathname !== options.path) return
    const offered = (request.headers['sec-websocket-protocol'] ?? '').split(',').map((name) => name.trim())
    if (!options.allowOrigin(request.headers.origin)) return refuse(socket, '403 Forbidden')
    if (!offered.includes('sip')) return refuse(socket, '400 Bad Request')
    if (sockets.size >= options.mostFlows) return refuse(socket, '503 Service Unavailable')
    const encrypted = 'encrypted' in request.socket
    wss.handleUpgrade(request, socket, head, (ws) => {
      const remote = { address: request.socket.remoteAddress ?? '0.0.0.0', port: request.socket.remotePort ?? 0 }
      const flow = createFlow(ws, { id: options.newId(), transport: encrypted ? 'WSS' : 'WS', remote })
      sockets.set(ws, adopt(ws, flow, { options, listener, forget: () => sockets.delete(ws) }))
    })
  }
  options.server.on('upgrade', upgrade)
  return async () => {
    options.server.off('upgrade', upgrade)
    await Promise.all([...sockets.values()].map((close) => close()))
    wss.close()
  }
}

interface Adoption {
  readonly options: WebSocketTransportOptions
  readonly listener: FlowListener
  forget(): void
}

function createFlow(ws: WebSocket, given: Pick<Flow, 'id' | 'transport' | 'remote'>): Flow {
  let left = false
  ws.on('close', (code) => {
    left = code === 1000 || code === 1001
  })
  return {
    ...given,
    get open() {
      return ws.readyState === ws.OPEN
    },
    get left() {
      return left
    },
    send(text) {
      if (ws.readyState !== ws.OPEN) return false
      if (ws.bufferedAmount > mostBuffered) {
        ws.terminate()
        return false
      }
      ws.send(text)
      return true
    },
    close(reason) {
      if (reason === 'dead') ws.terminate()
      else ws.close(closeCodes[reason])
    },
  }
}

function adopt(ws: WebSocket, flow: Flow, { options, listener, forget }: Adoption): () => Promise<void> {
  listener.opened(flow)
  let bucket = fullBucket(messages, options.clock.now())
  let answered = true
  let stopPing = () => {}
  const ping = () => {
    if (!answered) return ws.terminate()
    answered = false
    ws.ping()
    stopPing = options.clock.after(options.pingEveryMs, ping)
  }
  stopPing = options.clock.after(options.pingEveryMs, ping)
  ws.on('pong', () => {
    answered = true
  })
  ws.on('error', () => ws.terminate())
  ws.on('message', (data: RawData) => {
    answered = true
    if (ws.readyState !== ws.OPEN) return
    const taken = takeToken(messages, bucket, options.clock.now())
    bucket = taken.bucket
    if (taken.waitMs === 0) listener.received(flow, toText(data))
    else flow.close('policy')
  })
  ws.on('close', () => {
    stopPing()
    forget()
    listener.closed(flow)
  })
  return () =>
    new Promise((resolve) => {
      const stop = options.clock.after(1000, () => ws.terminate())
      ws.once('close', () => {
        stop()
        resolve()
      })
      flow.close('shutdown')
    })
}
