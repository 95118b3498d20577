import type { Sealer } from '#shared/link/journal.ts'

/** Seals journal records with AES-256-GCM (WebCrypto), a random iv each. `rawKey`: 32 bytes, from the session. */
export async function createSealer(rawKey: Uint8Array<ArrayBuffer>): Promise<Sealer> {
  const key = await crypto.subtle.importKey('raw', rawKey, 'AES-GCM', false, ['encrypt', 'decrypt'])
  return {
    async seal(plain) {
      const iv = crypto.getRandomValues(new Uint8Array(12))
      const cipher = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, plain.slice())
      return { iv, cipher: new Uint8Array(cipher) }
    },
    async open({ iv, cipher }) {
      try {
        return new Uint8Array(await crypto.subtle.decrypt({ name: 'AES-GCM', iv: iv.slice() }, key, cipher.slice()))
      } catch {
        return null
      }
    },
  }
}
