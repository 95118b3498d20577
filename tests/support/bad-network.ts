import { createSocket, type Socket } from 'node:dgram'
import type { AddressInfo } from 'node:net'

/** A network between two ends that loses some of the sound one of them sends. */
export interface BadNetwork {
  /** The same description with its way leading through this network. `from`: whose it is. */
  through(from: 'a' | 'b', message: string): string
  /** Share of the sound packets from a to b that are lost, 0 to 1; 1: nothing comes through at all. */
  lose(share: number): void
  close(): void
}

/** RTP, not STUN, DTLS or RTCP (RFC 7983 7, RFC 5761 4). */
const isSound = (packet: Buffer): boolean => {
  const [first = 0, second = 0] = packet
  return first >= 128 && first < 192 && !(second >= 192 && second <= 223)
}

const open = async (): Promise<Socket> => {
  const socket = createSocket('udp4')
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve))
  return socket
}

const portOf = (socket: Socket): number => (socket.address() as AddressInfo).port

/**
 * Two sockets on the loopback interface: each end believes that the other is at one of them. Losses are spread evenly, so that a test sees the share it
 * asked for.
 */
export async function openBadNetwork(): Promise<BadNetwork> {
  const stands = { a: await open(), b: await open() }
  const real = { a: 0, b: 0 }
  let share = 0
  let owed = 0
  const isLost = (): boolean => {
    owed += share
    if (owed < 1) return false
    owed -= 1
    return true
  }
  stands.b.on('message', (packet, { port }) => {
    // What reaches b's stand comes from a.
    real.a = port
    if (share >= 1 || (isSound(packet) && isLost())) return
    stands.a.send(packet, real.b, '127.0.0.1')
  })
  stands.a.on('message', (packet, { port }) => {
    real.b = port
    stands.b.send(packet, real.a, '127.0.0.1')
  })
  return {
    through(from, message) {
      const [head = '', body = ''] = message.split('\r\n\r\n')
      if (!body.includes('m=audio')) return message
      const candidates = [...body.matchAll(/^a=candidate:\S+ \d udp \d+ (\S+) (\d+) typ host.*\r\n/gm)]
      const own = candidates.find(([, address]) => address === '127.0.0.1') ?? candidates[0]
      if (!own) throw new Error('The description holds no host candidate.')
      real[from] = Number(own[2])
      const stand = portOf(stands[from])
      const sdp = body
        .replace(/^a=candidate:.*\r\n/gm, '')
        .replace(/^m=audio \d+/m, `m=audio ${stand}`)
        .replace(/^c=.*$/m, 'c=IN IP4 127.0.0.1')
      const whole = `${sdp}a=candidate:1 1 udp 2122260223 127.0.0.1 ${stand} typ host\r\n`
      return `${head.replace(/^Content-Length: *\d+/im, `Content-Length: ${Buffer.byteLength(whole)}`)}\r\n\r\n${whole}`
    },
    lose(next) {
      share = next
    },
    close() {
      stands.a.close()
      stands.b.close()
    },
  }
}
