import { createSocket, type Socket } from 'node:dgram'
import type { AddressInfo } from 'node:net'
import type { Wire } from './phone-page.ts'

/** One end's candidate: packets that others send to it arrive here. */
interface Relayed {
  readonly socket: Socket
  readonly port: number
  readonly address: string
  readonly realPort: number
  dead: boolean
}

const candidateLine = /^a=candidate:(\S+) (\d+) udp (\d+) (\d+\.\d+\.\d+\.\d+) (\d+) typ host(.*)$/i
/** RTP and SRTP by their first byte (RFC 7983 7), without RTCP's types. */
const isSound = (packet: Buffer): boolean => {
  const type = (packet[1] ?? 0) & 0x7f
  return (packet[0] ?? 0) >> 6 === 2 && (type < 64 || type > 95)
}

/** All media of the phones it is put between, through UDP relays on the loopback: a path that can really be cut. */
export class MediaPath {
  readonly #ends = new Map<string, Relayed>()
  readonly #sound = new Set<(to: string) => void>()

  /** Puts itself into every description that leaves the page. Candidates get their relays before the message goes: sockets are opened ahead. */
  static async between(wires: readonly Wire[], spare = 60): Promise<MediaPath> {
    const path = new MediaPath()
    const sockets = await Promise.all(Array.from({ length: spare }, () => bound()))
    const take = (): Socket => {
      const socket = sockets.pop()
      if (!socket) throw new Error('More candidates than sockets were opened for.')
      return socket
    }
    path.#close = () => {
      for (const socket of [...sockets, ...[...path.#ends.values()].map((end) => end.socket)]) socket.close()
    }
    for (const wire of wires) wire.rewrite = (message) => path.#rewritten(message, take)
    return path
  }

  #close: () => void = () => undefined

  /** Every address agreed so far leads nowhere from now on. */
  cut(): void {
    for (const end of this.#ends.values()) end.dead = true
  }

  /** Resolves when sound has passed to two different ends; ms since the call. */
  soundBack(): Promise<number> {
    const at = performance.now()
    const reached = new Set<string>()
    return new Promise((resolve) => {
      const listener = (to: string): void => {
        reached.add(to)
        if (reached.size < 2) return
        this.#sound.delete(listener)
        resolve(performance.now() - at)
      }
      this.#sound.add(listener)
    })
  }

  close(): void {
    this.#close()
  }

  #rewritten(message: string, take: () => Socket): string {
    const [head = '', body = ''] = message.split('\r\n\r\n')
    if (!body.includes('m=audio')) return message
    let first: number | undefined
    const lines = body.split('\r\n').flatMap((line) => {
      if (!line.startsWith('a=candidate:')) return [line]
      const [, foundation, component, priority, address = '', port, rest] = candidateLine.exec(line) ?? []
      if (port === undefined) return []
      const relay = this.#relay(address, Number(port), take)
      first ??= relay.port
      return [`a=candidate:${foundation} ${component} udp ${priority} 127.0.0.1 ${relay.port} typ host${rest}`]
    })
    const changed = lines
      .map((line) => line.replace(/^c=IN IP4 .*/, 'c=IN IP4 127.0.0.1'))
      .map((line) => line.replace(/^m=audio \d+/, `m=audio ${first ?? 9}`))
      .join('\r\n')
    return `${head.replace(/^Content-Length: .*$/im, `Content-Length: ${Buffer.byteLength(changed)}`)}\r\n\r\n${changed}`
  }

  #relay(address: string, realPort: number, take: () => Socket): Relayed {
    const name = `${address}:${realPort}`
    const known = this.#ends.get(name)
    if (known) return known
    const socket = take()
    const end: Relayed = { socket, port: (socket.address() as AddressInfo).port, address, realPort, dead: false }
    socket.on('message', (packet, from) => {
      const sender = this.#ends.get(`${from.address}:${from.port}`)
      if (!sender || sender.dead || end.dead) return
      sender.socket.send(packet, end.realPort, end.address)
      if (isSound(packet)) for (const tell of this.#sound) tell(name)
    })
    this.#ends.set(name, end)
    return end
  }
}

const bound = (): Promise<Socket> =>
  new Promise((resolve) => {
    const socket = createSocket('udp4')
    socket.bind(0, '127.0.0.1', () => resolve(socket))
  })
