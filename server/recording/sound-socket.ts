import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { type RawData, type WebSocket, WebSocketServer } from 'ws'
import type { Clock } from '#shared/kit/clock.ts'
import { mostFrameBytes } from '#shared/recording/sound-frame.ts'
import type { SoundPeer, SoundSession } from './sound-session.ts'

export interface SoundSocketParts {
  readonly server: Server
  readonly clock: Clock
  /** By the Origin header; undefined: none was sent, so no browser, and the ticket alone decides. */
  readonly allowOrigin: (origin: string | undefined) => boolean
  readonly open: (peer: SoundPeer) => SoundSession
}

/** Where phones bring their sound. */
export const soundPath = '/sound'
/** Connections at one time: two a seat in a hall of a thousand. */
const mostSockets = 2000
const pingEveryMs = 10_000
/** One that shows no ticket within this is closed, ms. */
const helloMs = 5000
/** Octets of the longest message; the list of quiet spans is the longest text. */
const mostBytes = Math.max(mostFrameBytes, 65_536)

const refuse = (socket: Duplex, status: string): void =>
  void socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)

const bytesOf = (data: RawData): Uint8Array =>
  Array.isArray(data) ? Buffer.concat(data) : Buffer.from(data as Uint8Array)

/** Listens on the path; other paths are left to others. The result closes all, and resolves when what came is written. */
export function listenForSound(parts: SoundSocketParts): () => Promise<void> {
  const open = new Set<{ ws: WebSocket; written: Promise<void> }>()
  const wss = new WebSocketServer({ noServer: true, maxPayload: mostBytes, perMessageDeflate: false })
  const upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    if (new URL(request.url ?? '/', 'http://sound').pathname !== soundPath) return
    if (!parts.allowOrigin(request.headers.origin)) return refuse(socket, '403 Forbidden')
    if (open.size >= mostSockets) return refuse(socket, '503 Service Unavailable')
    wss.handleUpgrade(request, socket, head, (ws) => {
      const entry = { ws, written: Promise.resolve() }
      entry.written = adopt(ws, parts).finally(() => void open.delete(entry))
      open.add(entry)
    })
  }
  parts.server.on('upgrade', upgrade)
  return async () => {
    parts.server.off('upgrade', upgrade)
    const all = [...open]
    for (const { ws } of all) ws.terminate()
    await Promise.all(all.map(({ written }) => written))
    wss.close()
  }
}

/** Resolves when the connection is gone and all that came is written. */
function adopt(ws: WebSocket, { clock, open }: SoundSocketParts): Promise<void> {
  const session = open({
    send: (message) => ws.send(JSON.stringify(message), () => undefined),
    close: () => ws.close(1000),
  })
  let answered = true
  let stopPing = () => {}
  const ping = () => {
    if (!answered) return ws.terminate()
    answered = false
    ws.ping()
    stopPing = clock.after(pingEveryMs, ping)
  }
  stopPing = clock.after(pingEveryMs, ping)
  const stopWaiting = clock.after(helloMs, () => ws.terminate())
  ws.on('pong', () => {
    answered = true
  })
  ws.on('error', () => ws.terminate())
  ws.on('message', (data: RawData, isBinary: boolean) => {
    answered = true
    stopWaiting()
    if (isBinary) session.frame(bytesOf(data))
    else session.text(bytesOf(data).toString())
  })
  return new Promise((resolve) => {
    ws.on('close', () => {
      stopPing()
      stopWaiting()
      resolve(session.gone())
    })
  })
}
