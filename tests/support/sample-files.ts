import type { AttachmentKind } from '#shared/ticket/attachment.rules.ts'

const latin = (signs: string): Buffer => Buffer.from(signs, 'latin1')

/** How a file of each kind begins. */
export const heads: Readonly<Record<AttachmentKind, Buffer>> = {
  'image/jpeg': latin('\xff\xd8\xff\xe0\x00\x10JFIF\x00'),
  'image/png': latin('\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR'),
  'image/gif': latin('GIF89a\x01\x00\x01\x00'),
  'image/webp': latin('RIFF\x24\x00\x00\x00WEBPVP8 '),
  'application/pdf': latin('%PDF-1.7\n'),
  'video/mp4': latin('\x00\x00\x00\x20ftypisom\x00\x00\x02\x00'),
  'video/webm': latin('\x1aE\xdf\xa3\x9fB\x86\x81\x01B\xf7\x81\x01B\xf2\x81\x04B\xf3\x81\x08B\x82\x84webm'),
  'audio/mpeg': latin('ID3\x04\x00\x00\x00\x00\x00\x23'),
  'audio/wav': latin('RIFF\x24\x00\x00\x00WAVEfmt '),
  'audio/ogg': latin('OggS\x00\x02\x00\x00'),
  'audio/mp4': latin('\x00\x00\x00\x20ftypM4A \x00\x00\x02\x00'),
}

/** A file that begins as its kind does; what follows is told apart by `mark`. */
export const sampleFile = (kind: AttachmentKind, bytes = 200_000, mark = 1): Buffer =>
  Buffer.concat([heads[kind], Buffer.alloc(Math.max(0, bytes - heads[kind].length), mark)])

/** As a network brings it. */
export async function* inPieces(file: Uint8Array, bytes = 30_000): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < file.byteLength; at += bytes) yield file.subarray(at, at + bytes)
}

/** The sender goes away after so many octets. */
export async function* cutAfter(file: Uint8Array, bytes: number): AsyncGenerator<Uint8Array> {
  yield* inPieces(file.subarray(0, bytes))
  throw new Error('aborted')
}
