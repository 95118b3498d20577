import { type AddressInfo, createServer, type Socket } from 'node:net'
import { defaultLimits } from '../message/parse.ts'
import type { Flow, FlowListener } from './flow.ts'
import { cutStream, type Framed } from './framing.rules.ts'
import type { OpenTransport, PlainTransportOptions } from './plain-transport.ts'
import { textOf } from './text.ts'

/** How long the rest of a message may take to come, ms. */
const messageMs = 32_000
/** Octets waiting for a slow reader above which it is cut off. */
const mostBuffered = 1_048_576

/** SIP over TCP (RFC 3261 18.3): messages are cut out of the stream by their Content-Length. */
export async function listenTcp(options: PlainTransportOptions, listener: FlowListener): Promise<OpenTransport> {
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    const remote = { address: socket.remoteAddress ?? '0.0.0.0', port: socket.remotePort ?? 0 }
    socket.on('error', () => socket.destroy())
    if (!options.trusts(remote, 'TCP')) {
      options.stranger(remote)
      socket.destroy()
      return
    }
    if (sockets.size >= options.mostFlows) {
      socket.destroy()
      return
    }
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
    adopt(socket, { options, listener, flow: createFlow(socket, options.newId(), remote) })
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port, options.address, () => {
      server.off('error', reject)
      resolve()
    })
  })
  server.on('error', options.onError)
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        for (const socket of sockets) socket.destroy()
      }),
  }
}

function createFlow(socket: Socket, id: string, remote: Flow['remote']): Flow {
  return {
    id,
    transport: 'TCP',
    remote,
    left: false,
    get open() {
      return socket.writable
    },
    send(text) {
      if (!socket.writable) return false
      if (socket.writableLength > mostBuffered) {
        socket.destroy()
        return false
      }
      socket.write(text)
      return true
    },
    close(reason) {
      if (reason === 'dead') socket.destroy()
      else socket.end()
    },
  }
}

interface Adoption {
  readonly options: PlainTransportOptions
  readonly listener: FlowListener
  readonly flow: Flow
}

function adopt(socket: Socket, { options, listener, flow }: Adoption): void {
  let rest: Buffer = Buffer.alloc(0)
  let stopTimer = () => {}
  const take = (frame: Framed) => {
    if (!flow.open) return
    if (frame.kind === 'ping') flow.send('\r\n')
    else if (frame.kind === 'message') listener.received(flow, textOf(frame.bytes))
    else {
      // The parser says in its answer what was wrong with it; nothing behind it can be read.
      listener.received(flow, textOf(frame.head))
      flow.close('bad')
    }
  }
  listener.opened(flow)
  socket.on('data', (part) => {
    if (!flow.open) return
    const cut = cutStream(Buffer.concat([rest, part]), defaultLimits.bytes)
    rest = Buffer.from(cut.bytes)
    stopTimer()
    if (rest.length > 0) stopTimer = options.clock.after(messageMs, () => flow.close('dead'))
    for (const frame of cut.frames) take(frame)
  })
  socket.once('close', () => {
    stopTimer()
    listener.closed(flow)
  })
}
