import { once } from 'node:events'
import { connect } from 'node:net'
import type { ScanVerdict, VirusScan } from '../ports/virus-scan.ts'

/** Where a ClamAV daemon listens. */
export interface ClamdPlace {
  readonly host: string
  readonly port: number
  /** Without a word for so long it counts as silent, ms. */
  readonly silentMs: number
}

/** Longest answer read, octets. */
const mostAnswer = 1024

/** `stream: OK`, `stream: <name> FOUND`, anything else (`INSTREAM size limit exceeded. ERROR`) says nothing of the file. */
function verdictOf(answer: string): ScanVerdict {
  const said = answer.replace(/[\0\r\n]+$/, '')
  if (said === 'stream: OK') return 'clean'
  return said.startsWith('stream: ') && said.endsWith(' FOUND') ? 'infected' : 'unknown'
}

const sizeOf = (bytes: number): Uint8Array => {
  const size = Buffer.alloc(4)
  size.writeUInt32BE(bytes)
  return size
}

async function scan({ host, port, silentMs }: ClamdPlace, file: AsyncIterable<Uint8Array>): Promise<ScanVerdict> {
  const socket = connect({ host, port })
  socket.setTimeout(silentMs, () => socket.destroy(new Error('clamd is silent')))
  let answer = ''
  socket.setEncoding('latin1').on('data', (part: string) => {
    answer = (answer + part).slice(0, mostAnswer)
  })
  const ended = new Promise<void>((resolve, reject) => {
    socket.on('error', reject).on('close', () => resolve())
  })
  // Whoever waits for the end hears of the error; until then nobody does.
  ended.catch(() => undefined)
  const send = async (bytes: Uint8Array) => {
    if (!socket.write(bytes)) await Promise.race([once(socket, 'drain'), ended])
  }
  try {
    await send(Buffer.from('zINSTREAM\0'))
    for await (const piece of file) {
      if (socket.destroyed || answer !== '') break
      await send(sizeOf(piece.byteLength))
      await send(piece)
    }
    if (!socket.destroyed) socket.end(sizeOf(0))
    await ended
    return verdictOf(answer)
  } catch {
    return 'unknown'
  } finally {
    socket.destroy()
  }
}

/** Asks clamd by INSTREAM (clamd(8)): a length of four octets before each piece, zero at the end. */
export const createClamdScan =
  (place: ClamdPlace): VirusScan =>
  (file) =>
    scan(place, file)
