import { createHash, createHmac, hkdfSync } from 'node:crypto'
import { createPieceVaults, type PieceVault, sealBytes } from '../../vault/piece-vault.ts'

/** Seals files on their way in, opens them on their way out, and names where each is kept. */
export interface FileVault {
  /** A file with a key of its own: its head is written first, then each sealed piece. */
  begin(): { readonly head: Uint8Array; seal(piece: Uint8Array): Uint8Array }
  /** The file's octets; throws `DamagedFile` where one was changed, moved, or is missing. */
  open(sealed: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array>
  /** Where content is kept: a keyed hash of its SHA-256 (hex), so that a folder in wrong hands tells nobody which known files lie in it. */
  addressOf(sha256: string): string
}

/** A sealed file is not as it was written. */
export class DamagedFile extends Error {}

const saltBytes = 16
const sizeBytes = 4
/** Octets of the longest piece. */
const mostPiece = 1 << 20

const boundTo = (index: number): Uint8Array => {
  const bound = Buffer.alloc(4)
  bound.writeUInt32BE(index)
  return bound
}

/** Reads exactly so many octets at a time; null: there are no more, `short`: fewer than asked for. */
function exactReader(source: AsyncIterable<Uint8Array>) {
  const from = source[Symbol.asyncIterator]()
  let rest = Buffer.alloc(0)
  return {
    async take(bytes: number): Promise<Buffer | null> {
      while (rest.length < bytes) {
        const next = await from.next()
        if (next.done) break
        rest = Buffer.concat([rest, next.value])
      }
      if (rest.length === 0) return null
      if (rest.length < bytes) throw new DamagedFile('A sealed file is cut.')
      const taken = rest.subarray(0, bytes)
      rest = rest.subarray(bytes)
      return taken
    },
    close: async () => void (await from.return?.()),
  }
}

async function* openPieces(sealed: AsyncIterable<Uint8Array>, vaultOf: (salt: Uint8Array) => PieceVault) {
  const reader = exactReader(sealed)
  try {
    const salt = await reader.take(saltBytes)
    if (salt === null) throw new DamagedFile('A sealed file is empty.')
    const vault = vaultOf(salt)
    for (let index = 0; ; index += 1) {
      const size = await reader.take(sizeBytes)
      if (size === null) return
      const bytes = size.readUInt32BE()
      const piece = bytes > mostPiece ? null : await reader.take(bytes + sealBytes)
      const opened = piece === null ? null : vault.open(piece, boundTo(index))
      if (opened === null) throw new DamagedFile('A piece of a sealed file does not open.')
      yield opened
    }
  } finally {
    await reader.close()
  }
}

/**
 * A sealed file is a salt, from which its key is derived, and pieces: the length of each, then the piece sealed under its place in the file.
 * A cut between two pieces shows by the content's hash alone: compare it.
 * @param master 32 bytes, the site's @param randomBytes fresh random bytes at each call
 */
export function createFileVault(master: Uint8Array, randomBytes: (size: number) => Uint8Array): FileVault {
  const vaults = createPieceVaults(master, 'attachment', randomBytes)
  const vaultOf = (salt: Uint8Array) => vaults(Buffer.from(salt).toString('hex'))
  const addressKey = Buffer.from(hkdfSync('sha256', master, 'lianxian', 'attachment address', 32))
  return {
    begin() {
      const salt = randomBytes(saltBytes)
      const vault = vaultOf(salt)
      let index = 0
      return {
        head: salt,
        seal(piece) {
          const size = Buffer.alloc(sizeBytes)
          size.writeUInt32BE(piece.byteLength)
          const sealed = vault.seal(piece, boundTo(index))
          index += 1
          return Buffer.concat([size, sealed])
        },
      }
    },
    open: (sealed) => openPieces(sealed, vaultOf),
    addressOf: (sha256) => createHmac('sha256', addressKey).update(sha256).digest('hex'),
  }
}

/** The SHA-256 of what a sealed file holds, hex; null: it is damaged. */
export async function hashOfSealed(vault: FileVault, sealed: AsyncIterable<Uint8Array>): Promise<string | null> {
  const hash = createHash('sha256')
  try {
    for await (const piece of vault.open(sealed)) hash.update(piece)
    return hash.digest('hex')
  } catch (error) {
    if (error instanceof DamagedFile) return null
    throw error
  }
}
