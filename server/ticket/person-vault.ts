import { createCipheriv, createDecipheriv, createHmac, hkdfSync } from 'node:crypto'

/** Keeps personal data unreadable in the database, and phones findable. */
export interface PersonVault {
  /** AES-256-GCM, base64 of nonce, tag and text; the empty text stays empty. */
  seal(text: string): string
  /** Throws where the text was changed or sealed under another key. */
  open(sealed: string): string
  /** Keyed hash (HMAC-SHA-256, hex) of a normalised number, for search. */
  phoneHash(number: string): string
}

const nonceBytes = 12
const tagBytes = 16

/**
 * @param key 32 bytes, the site's; two keys are derived from it (RFC 5869)
 * @param randomBytes fresh random bytes at each call
 */
export function createPersonVault(key: Uint8Array, randomBytes: (size: number) => Uint8Array): PersonVault {
  const derive = (purpose: string) => Buffer.from(hkdfSync('sha256', key, 'lianxian', purpose, 32))
  const sealKey = derive('ticket person seal')
  const hashKey = derive('ticket phone hash')
  return {
    seal(text) {
      if (text === '') return ''
      const nonce = randomBytes(nonceBytes)
      const cipher = createCipheriv('aes-256-gcm', sealKey, nonce)
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64')
    },
    open(sealed) {
      if (sealed === '') return ''
      const bytes = Buffer.from(sealed, 'base64')
      const decipher = createDecipheriv('aes-256-gcm', sealKey, bytes.subarray(0, nonceBytes))
      decipher.setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes))
      return decipher.update(bytes.subarray(nonceBytes + tagBytes), undefined, 'utf8') + decipher.final('utf8')
    },
    phoneHash: (number) => createHmac('sha256', hashKey).update(number).digest('hex'),
  }
}
