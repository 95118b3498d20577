import { createHash } from 'node:crypto'
import { failure, type Result, success } from '#shared/kit/result.ts'
import {
  type AttachmentKind,
  attachmentHeadBytes,
  attachmentMostBytes,
  kindOfHead,
} from '#shared/ticket/attachment.rules.ts'
import type { IncomingFile } from './file-store.ts'
import type { FileVault } from './sealed-file.ts'

/** A file that arrived whole. */
export interface ReceivedFile {
  readonly kind: AttachmentKind
  /** Octets. */
  readonly bytes: number
  /** Of its content, hex. */
  readonly sha256: string
}

/** Octets sealed at a time, at most. */
const pieceBytes = 65_536

type Refused = 'too-large' | 'wrong-kind' | 'stopped'

/** The sender's pieces; that he went away is a value, what the store says stays an error. */
async function nextOf(from: AsyncIterator<Uint8Array>): Promise<IteratorResult<Uint8Array> | 'stopped'> {
  try {
    return await from.next()
  } catch {
    return 'stopped'
  }
}

/**
 * Writes a file into the store, sealed, as it arrives. It is cut where it grows over the limit, and as soon as its first octets show that it is of
 * no kind that is taken. What was refused or cut is the caller's to drop.
 * @param length octets announced; fewer than that have been cut on the way. null: not said
 */
export async function receiveFile(
  body: AsyncIterable<Uint8Array>,
  { file, vault, length }: { file: IncomingFile; vault: FileVault; length: number | null },
): Promise<Result<ReceivedFile, Refused>> {
  const { head: start, seal } = vault.begin()
  const hash = createHash('sha256')
  const from = body[Symbol.asyncIterator]()
  let bytes = 0
  let head: Uint8Array = new Uint8Array(0)
  let kind: AttachmentKind | null = null
  await file.write(start)
  for (;;) {
    const next = await nextOf(from)
    if (next === 'stopped') return failure('stopped')
    if (next.done) break
    bytes += next.value.byteLength
    if (bytes > attachmentMostBytes) return failure('too-large')
    if (head.byteLength < attachmentHeadBytes) head = Buffer.concat([head, next.value]).subarray(0, attachmentHeadBytes)
    kind ??= kindOfHead(head)
    if (kind === null && head.byteLength === attachmentHeadBytes) return failure('wrong-kind')
    hash.update(next.value)
    for (let at = 0; at < next.value.byteLength; at += pieceBytes)
      await file.write(seal(next.value.subarray(at, at + pieceBytes)))
  }
  if (length !== null && bytes !== length) return failure('stopped')
  // Few octets may look like something that more of them are not.
  kind = kindOfHead(head)
  return kind === null ? failure('wrong-kind') : success({ kind, bytes, sha256: hash.digest('hex') })
}
