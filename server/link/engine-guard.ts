import type { Server as HttpServer, IncomingMessage } from 'node:http'
import type { Server } from 'socket.io'
import type { LinkLimits, LinkNote } from './link-options.ts'
import { originAllowed, tokenInAddress } from './origin.rules.ts'

type Decide = (error: string | null, allow: boolean) => void

/** Before anybody is known: who may open a socket at all. Answered 403 without a body that tells more. */
function allowRequest(ports: {
  readonly origins: () => readonly string[]
  readonly limits: LinkLimits
  readonly note: (note: LinkNote) => void
  sockets(): number
}) {
  const refusalOf = ({ headers, url }: IncomingMessage) => {
    if (!originAllowed(headers.origin, ports.origins())) return 'origin'
    if (tokenInAddress(url ?? '')) return 'token-in-address'
    return ports.sockets() >= ports.limits.sockets ? 'full' : null
  }
  return (request: IncomingMessage, decide: Decide): void => {
    const why = refusalOf(request)
    if (why !== null) ports.note({ type: 'refused', why })
    decide(why, why === null)
  }
}

/** socket.io packet types 5 and 6 announce binary attachments: nothing of ours is binary, and attachments would be held in memory. */
const isBinary = (data: unknown) => typeof data !== 'string' || data.startsWith('5') || data.startsWith('6')

/** Cuts a socket at its first binary packet, before anything is put together. */
function refuseBinary(io: Server, note: (note: LinkNote) => void): void {
  io.engine.on(
    'connection',
    (conn: { on(event: string, run: (packet: unknown) => void): void; close(now: boolean): void }) => {
      conn.on('packet', (packet) => {
        if (typeof packet !== 'object' || packet === null || !('type' in packet) || packet.type !== 'message') return
        if (!('data' in packet) || !isBinary(packet.data)) return
        note({ type: 'cut', seat: '', why: 'binary' })
        conn.close(true)
      })
    },
  )
}

/**
 * Puts socket.io on the server without giving it the server: its own close would end the server, and its listeners would stay.
 * @returns ends the sockets and takes the listeners away again
 */
function attach(io: Server, httpServer: HttpServer): () => Promise<void> {
  const events = ['request', 'upgrade', 'close', 'listening'] as const
  const before = new Map(events.map((event) => [event, httpServer.listeners(event)]))
  io.attach(httpServer)
  return async () => {
    io.disconnectSockets(true)
    io.engine.close()
    await new Promise<void>((resolve) => setImmediate(resolve))
    for (const event of events) {
      const were = before.get(event) ?? []
      for (const listener of httpServer.listeners(event))
        if (!were.includes(listener)) httpServer.removeListener(event, listener as () => void)
      for (const listener of were)
        if (!httpServer.listeners(event).includes(listener)) httpServer.on(event, listener as () => void)
    }
  }
}

/** The rules below socket.io's events. */
export const guardEngine = { allowRequest, refuseBinary, attach }
