import { createSocket } from 'node:dgram'
import { connect } from 'node:net'
import { type RawMessage, readRaw } from './raw-sip.ts'

/** A peer that speaks SIP over UDP or TCP and knows nothing of it but the text. */
export interface RawPeer {
  readonly address: string
  readonly port: number
  readonly seen: RawMessage[]
  send(text: string | Uint8Array): void
  /** The next message not yet taken. */
  next(): Promise<RawMessage>
  /** TCP: the other side closed it. */
  readonly closed: Promise<void>
  close(): void
}

function inbox() {
  const seen: RawMessage[] = []
  const waiting: ((message: RawMessage) => void)[] = []
  let taken = 0
  return {
    seen,
    take(text: string) {
      const message = readRaw(text)
      seen.push(message)
      const first = waiting.shift()
      if (!first) return
      taken += 1
      first(message)
    },
    next(): Promise<RawMessage> {
      const message = seen[taken]
      if (!message) return new Promise((resolve) => waiting.push(resolve))
      taken += 1
      return Promise.resolve(message)
    },
  }
}

/** A socket on a port of its own that speaks to one port of 127.0.0.1. */
export async function openUdpPeer(to: number): Promise<RawPeer> {
  const socket = createSocket('udp4')
  const box = inbox()
  socket.on('message', (data) => box.take(String(data)))
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve))
  return {
    ...box,
    address: '127.0.0.1',
    port: socket.address().port,
    closed: new Promise(() => {}),
    send: (text) => socket.send(text, to, '127.0.0.1'),
    close: () => void socket.close(),
  }
}

/** A connection to one port of 127.0.0.1. Messages end at their first empty line: what is tested answers without bodies. */
export async function openTcpPeer(to: number): Promise<RawPeer> {
  const socket = connect(to, '127.0.0.1')
  const box = inbox()
  let rest = ''
  const cut = () => (rest.startsWith('\r\n') ? 2 : rest.indexOf('\r\n\r\n') + 4)
  socket.on('data', (data) => {
    rest += String(data)
    for (let end = cut(); end === 2 || end > 4; end = cut()) {
      box.take(rest.slice(0, end))
      rest = rest.slice(end)
    }
  })
  socket.on('error', () => {})
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()))
  await new Promise<void>((resolve) => socket.once('connect', resolve))
  return {
    ...box,
    address: '127.0.0.1',
    port: socket.localPort ?? 0,
    closed,
    send: (text) => void socket.write(text),
    close: () => void socket.destroy(),
  }
}
