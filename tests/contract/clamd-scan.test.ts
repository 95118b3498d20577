import type { AddressInfo } from 'node:net'
import { createServer, type Server, type Socket } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { createClamdScan } from '#server/clamd/clamd-scan.ts'
import { inPieces } from '#tests/support/sample-files.ts'

const open: Server[] = []
afterEach(async () => {
  for (const server of open.splice(0)) await new Promise((resolve) => server.close(resolve))
})

/** Reads INSTREAM as clamd(8) says; null: not the whole of it yet. */
function instream(bytes: Buffer): Buffer | null {
  expect(bytes.subarray(0, 10).toString('latin1')).toBe('zINSTREAM\0')
  const pieces: Buffer[] = []
  for (let at = 10; at + 4 <= bytes.length; ) {
    const size = bytes.readUInt32BE(at)
    if (size === 0) return Buffer.concat(pieces)
    pieces.push(bytes.subarray(at + 4, at + 4 + size))
    at += 4 + size
  }
  return null
}

async function clamd(answer: (file: Buffer, socket: Socket) => void): Promise<number> {
  const server = createServer((socket) => {
    let bytes = Buffer.alloc(0)
    socket.on('error', () => undefined)
    socket.on('data', (part) => {
      bytes = Buffer.concat([bytes, part])
      const file = bytes.length < 14 ? null : instream(bytes)
      if (file !== null) answer(file, socket)
    })
  })
  open.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return (server.address() as AddressInfo).port
}
const scan = (port: number, file: Uint8Array, silentMs = 20_000) =>
  createClamdScan({ host: '127.0.0.1', port, silentMs })(inPieces(file))

describe('The virus scan by clamd', () => {
  it('sends the whole file in pieces and believes what clamd says of it', async () => {
    const sent = Buffer.alloc(400_000, 5)
    const seen: Buffer[] = []
    const port = await clamd((file, socket) => {
      seen.push(file)
      socket.end(file.includes('EICAR') ? 'stream: Eicar-Signature FOUND\0' : 'stream: OK\0')
    })
    expect(await scan(port, sent)).toBe('clean')
    expect(Buffer.concat(seen).equals(sent)).toBe(true)
    expect(await scan(port, Buffer.from('EICAR'))).toBe('infected')
  })
  it.each([
    ['an error', 'INSTREAM size limit exceeded. ERROR\0'],
    ['nothing', ''],
    ['half a word', 'stream: O'],
  ])('takes no file for clean on %s', async (_what, words) => {
    const port = await clamd((_file, socket) => socket.end(words))
    expect(await scan(port, Buffer.alloc(10))).toBe('unknown')
  })
  it('takes no file for clean where nobody listens, or nobody answers', async () => {
    const port = await clamd(() => undefined)
    expect(await scan(port, Buffer.alloc(10), 50)).toBe('unknown')
    const [server] = open.splice(0)
    await new Promise((resolve) => server?.close(resolve))
    expect(await scan(port, Buffer.alloc(10))).toBe('unknown')
  })
})
