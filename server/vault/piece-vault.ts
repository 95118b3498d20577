import { createCipheriv, createDecipheriv, hkdfSync } from 'node:crypto'

/** Seals the pieces of one thing. `bound`: what a piece is, so that it opens in its own place alone. */
export interface PieceVault {
  seal(piece: Uint8Array, bound: Uint8Array): Uint8Array
  /** null: changed, moved, or of another thing. */
  open(sealed: Uint8Array, bound: Uint8Array): Uint8Array | null
}

/** A key a thing. */
export type PieceVaults = (thing: string) => PieceVault

const nonceBytes = 12
const tagBytes = 16

/** What sealing adds, octets. */
export const sealBytes = nonceBytes + tagBytes

/**
 * AES-256-GCM; a sealed piece is nonce, tag and text.
 * @param master 32 bytes, the site's; each thing's key is derived from it (RFC 5869)
 * @param purpose what the keys are for, e.g. `recording`: no key serves two purposes
 * @param randomBytes fresh random bytes at each call
 */
export function createPieceVaults(
  master: Uint8Array,
  purpose: string,
  randomBytes: (size: number) => Uint8Array,
): PieceVaults {
  return (thing) => {
    const key = Buffer.from(hkdfSync('sha256', master, 'lianxian', `${purpose} ${thing}`, 32))
    return {
      seal(piece, bound) {
        const nonce = randomBytes(nonceBytes)
        const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(bound)
        const body = Buffer.concat([cipher.update(piece), cipher.final()])
        return Buffer.concat([nonce, cipher.getAuthTag(), body])
      },
      open(sealed, bound) {
        if (sealed.byteLength < sealBytes) return null
        const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, nonceBytes)).setAAD(bound)
        decipher.setAuthTag(sealed.subarray(nonceBytes, sealBytes))
        try {
          return Buffer.concat([decipher.update(sealed.subarray(sealBytes)), decipher.final()])
        } catch {
          return null
        }
      },
    }
  }
}
