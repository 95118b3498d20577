import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type Electron from 'electron'
import { app } from './app.ts'
import { machine } from './host-state.ts'
import { strict } from './strict.ts'

/** The keyring's key: beside the program's own folder, so that it outlives the process. */
function key(): Buffer {
  const file = join(app.getPath('userData'), 'host-keyring')
  if (existsSync(file)) return readFileSync(file)
  const fresh = randomBytes(32)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, fresh, { mode: 0o600 })
  return fresh
}

const available = (): boolean => machine.keyring !== 'unavailable'

/** An AES stand-in for the system's keyring. Without a keyring Electron on Linux still encrypts, by a key everybody knows: 'basic_text'. */
export const safeStorage = strict('safeStorage', {
  isAsyncEncryptionAvailable: async () => available(),
  getSelectedStorageBackend: () => (machine.keyring === 'unavailable' ? 'unknown' : machine.keyring),
  async encryptStringAsync(text: string): Promise<Buffer> {
    if (!available()) throw new Error('Error while encrypting the text provided to safeStorage.encryptStringAsync.')
    const nonce = randomBytes(12)
    const cipher = createCipheriv('aes-256-gcm', key(), nonce)
    const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
    return Buffer.concat([Buffer.from('v11'), nonce, cipher.getAuthTag(), sealed])
  },
  async decryptStringAsync(sealed: Buffer): Promise<Electron.DecryptStringAsyncReturnValue> {
    if (!available() || sealed.subarray(0, 3).toString() !== 'v11')
      throw new Error('Error while decrypting the ciphertext provided to safeStorage.decryptStringAsync.')
    const decipher = createDecipheriv('aes-256-gcm', key(), sealed.subarray(3, 15))
    decipher.setAuthTag(sealed.subarray(15, 31))
    const result = Buffer.concat([decipher.update(sealed.subarray(31)), decipher.final()]).toString('utf8')
    return { shouldReEncrypt: false, result }
  },
} satisfies Pick<
  Electron.SafeStorage,
  'isAsyncEncryptionAvailable' | 'getSelectedStorageBackend' | 'encryptStringAsync' | 'decryptStringAsync'
>)
