import { createHash, randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { IncomingFile } from '#server/ticket/attachment/file-store.ts'
import { receiveFile } from '#server/ticket/attachment/receive-file.ts'
import { createFileVault, hashOfSealed } from '#server/ticket/attachment/sealed-file.ts'
import { attachmentMostBytes } from '#shared/ticket/attachment.rules.ts'
import { cutAfter, inPieces, sampleFile } from '#tests/support/sample-files.ts'

const vault = createFileVault(new Uint8Array(32).fill(7), (size) => randomBytes(size))

/** A file in memory. `full`: from that many octets on the disk takes no more. */
function memoryFile(full = Number.POSITIVE_INFINITY) {
  const pieces: Uint8Array[] = []
  let taken = 0
  const file: IncomingFile = {
    async write(piece) {
      taken += piece.byteLength
      if (taken > full) throw Object.assign(new Error('no space left'), { code: 'ENOSPC' })
      pieces.push(piece)
    },
    read: () => inPieces(Buffer.concat(pieces)),
    keep: async () => undefined,
    drop: async () => undefined,
  }
  return { file, bytes: () => Buffer.concat(pieces) }
}

const receive = (
  body: AsyncIterable<Uint8Array>,
  { length = null as number | null, full = Number.POSITIVE_INFINITY } = {},
) => {
  const { file, bytes } = memoryFile(full)
  return receiveFile(body, { file, vault, length }).then((answer) => ({ answer, written: bytes() }))
}

describe('A file that arrives', () => {
  it('is written sealed as it comes, with its kind, size and hash, and opens to what was sent', async () => {
    const sent = sampleFile('image/jpeg')
    const { answer, written } = await receive(inPieces(sent), { length: sent.length })
    const sha256 = createHash('sha256').update(sent).digest('hex')
    expect(answer).toEqual({ ok: true, value: { kind: 'image/jpeg', bytes: sent.length, sha256 } })
    expect(written.includes('JFIF')).toBe(false)
    expect(await hashOfSealed(vault, inPieces(written, 1000))).toBe(sha256)
  })
  it('may be as large as the limit and not one octet larger, whatever was announced', async () => {
    const most = sampleFile('video/mp4', attachmentMostBytes)
    expect((await receive(inPieces(most, 1 << 20))).answer.ok).toBe(true)
    const more = Buffer.concat([most, Buffer.alloc(1)])
    expect((await receive(inPieces(more, 1 << 20), { length: 1000 })).answer).toEqual({
      ok: false,
      reason: 'too-large',
    })
  })
  it('of a wrong kind is cut after its first octets', async () => {
    let asked = 0
    async function* endless() {
      for (;;) {
        asked += 1
        yield Buffer.from('<html>'.padEnd(100))
      }
    }
    const { answer } = await receive(endless())
    expect(answer).toEqual({ ok: false, reason: 'wrong-kind' })
    expect(asked).toBe(1)
  })
  it('octet by octet is judged by all of its head', async () => {
    const sent = sampleFile('video/webm', 90)
    expect((await receive(inPieces(sent, 1))).answer).toMatchObject({ ok: true, value: { kind: 'video/webm' } })
  })
  it('whose sender goes away, or that ends before what was announced, is stopped', async () => {
    const sent = sampleFile('image/png')
    expect((await receive(cutAfter(sent, 90_000))).answer).toEqual({ ok: false, reason: 'stopped' })
    expect((await receive(inPieces(sent.subarray(0, 90_000)), { length: sent.length })).answer).toEqual({
      ok: false,
      reason: 'stopped',
    })
  })
  it('for which the disk has no room is a fault of ours, and no refusal', async () => {
    await expect(receive(inPieces(sampleFile('image/png')), { full: 100_000 })).rejects.toThrow('no space left')
  })
})

describe('A sealed file', () => {
  const sealed = async () => (await receive(inPieces(sampleFile('audio/wav')))).written
  it.each<[string, (bytes: Buffer) => Uint8Array]>([
    ['one bit was changed', (bytes) => bytes.with(60_000, (bytes[60_000] ?? 0) ^ 1)],
    ['its end was cut off', (bytes) => bytes.subarray(0, -1)],
    ['its first octets are gone', (bytes) => bytes.subarray(20)],
    ['nothing is left', () => new Uint8Array(0)],
    ['a length in it is absurd', (bytes) => bytes.with(16, 0xff)],
  ])('does not open where %s', async (_what, change) =>
    expect(await hashOfSealed(vault, inPieces(change(await sealed())))).toBeNull(),
  )
  it('lies under an address that its hash alone does not tell', () => {
    const other = createFileVault(new Uint8Array(32).fill(8), (size) => randomBytes(size))
    expect(vault.addressOf('a')).not.toBe(other.addressOf('a'))
    expect(vault.addressOf('a')).toBe(vault.addressOf('a'))
  })
})
