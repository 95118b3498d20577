import { webcrypto } from 'node:crypto'
import type { Sealer } from '#shared/link/journal.ts'

/** Seals journal records with AES-256-GCM, a random iv each, as the browser's worker does. `rawKey`: 32 bytes, from the session. */
export async function createSealer(rawKey: Uint8Array<ArrayBuffer>): Promise<Sealer> {
  const { subtle } = webcrypto
  const key = await subtle.importKey('raw', rawKey, 'AES-GCM', false, ['encrypt', 'decrypt'])
  return {
    async seal(plain) {
      const iv = webcrypto.getRandomValues(new Uint8Array(12))
      const cipher = await subtle.encrypt({ name: 'AES-GCM', iv }, key, plain.slice())
      return { iv, cipher: new Uint8Array(cipher) }
    },
    async open({ iv, cipher }) {
      try {
        return new Uint8Array(await subtle.decrypt({ name: 'AES-GCM', iv: iv.slice() }, key, cipher.slice()))
      } catch {
        return null
      }
    },
  }
}
