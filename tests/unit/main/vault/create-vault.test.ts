import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { wholeFile } from '#main/settings/whole-file.ts'
import { createVault, type SecretKeeper } from '#main/vault/create-vault.ts'

type Backend = ReturnType<SecretKeeper['getSelectedStorageBackend']>

/** A keyring that turns bytes around; `key` tells one generation of its key from the next. */
function keyring(options: { backend?: Backend; available?: boolean } = {}) {
  const state = { key: 1, available: options.available ?? true, encrypting: Promise.resolve(), calls: 0 }
  const keeper: SecretKeeper = {
    getSelectedStorageBackend: () => options.backend ?? 'gnome_libsecret',
    isAsyncEncryptionAvailable: async () => state.available,
    async encryptStringAsync(text) {
      state.calls += 1
      await state.encrypting
      return Buffer.concat([Buffer.from([state.key]), Buffer.from(text).map((byte) => byte ^ 0xff)])
    },
    async decryptStringAsync(bytes) {
      if (bytes[0] === undefined || bytes[0] > state.key) throw new Error('not of this keyring')
      const result = Buffer.from(bytes.subarray(1).map((byte) => byte ^ 0xff)).toString()
      return { result, shouldReEncrypt: bytes[0] !== state.key }
    },
  }
  return { keeper, state }
}

let folder: string
let path: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lianxian-vault-'))
  path = join(folder, 'data', 'sign-in')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))
const vault = (safeStorage: SecretKeeper, platform: NodeJS.Platform = 'linux') =>
  createVault({ safeStorage, platform, file: wholeFile(path) })

describe('the vault with a keyring', () => {
  it('keeps the token for the next program, encrypted, for this user alone', async () => {
    const { keeper } = keyring()
    expect(await vault(keeper).keep('token-1')).toBe(true)
    expect(await vault(keeper).read()).toBe('token-1')
    expect(readFileSync(path, 'latin1')).not.toContain('token-1')
    expect(readdirSync(join(folder, 'data'))).toEqual(['sign-in'])
    if (process.platform !== 'win32') expect(statSync(path).mode & 0o777).toBe(0o600)
  })

  it('forgets for good, also while the token is still being encrypted', async () => {
    const { keeper, state } = keyring()
    let encrypted = () => {}
    state.encrypting = new Promise((resolve) => {
      encrypted = resolve
    })
    const one = vault(keeper)
    const keeping = one.keep('token-1')
    const forgetting = one.forget()
    encrypted()
    await Promise.all([keeping, forgetting])
    expect(await one.read()).toBeNull()
    expect(await vault(keeper).read()).toBeNull()
    expect(existsSync(path)).toBe(false)
  })

  it("encrypts anew when the keyring's key has changed", async () => {
    const { keeper, state } = keyring()
    await vault(keeper).keep('token-1')
    state.key = 2
    expect(await vault(keeper).read()).toBe('token-1')
    expect(readFileSync(path)[0]).toBe(2)
    const { calls } = state
    expect(await vault(keeper).read()).toBe('token-1')
    expect(state.calls).toBe(calls)
  })

  it.each([
    ['damaged', Buffer.from([200, 1, 2])],
    ['empty', Buffer.alloc(0)],
    ['of another purpose', Buffer.concat([Buffer.from([1]), Buffer.from('else: secret').map((byte) => byte ^ 0xff)])],
    ['far too long', Buffer.alloc(1_000_000, 1)],
  ])('reads a file that is %s as nothing, and removes it', async (_, bytes) => {
    const { keeper } = keyring()
    await vault(keeper).keep('x')
    writeFileSync(path, bytes)
    expect(await vault(keeper).read()).toBeNull()
    expect(existsSync(path)).toBe(false)
  })

  it('keeps the token in memory when the disk refuses, and leaves no older one for the next start', async () => {
    const { keeper } = keyring()
    writeFileSync(join(folder, 'data'), 'no folder')
    const one = vault(keeper)
    expect(await one.keep('token-1')).toBe(false)
    expect(await one.read()).toBe('token-1')
    rmSync(join(folder, 'data'))
    await one.keep('token-2')
    const refusing = createVault({
      safeStorage: keeper,
      platform: 'linux',
      file: {
        ...wholeFile(path),
        write() {
          throw new Error('full')
        },
      },
    })
    expect(await refusing.keep('token-3')).toBe(false)
    expect(await vault(keeper).read()).toBeNull()
  })
})

describe('the vault without a keyring', () => {
  it.each(['basic_text', 'unknown'] as const)(
    'trusts no Linux backend that is %s: nothing is written',
    async (backend) => {
      const { keeper, state } = keyring({ backend })
      const one = vault(keeper)
      expect(await one.keyring()).toBe(false)
      expect(await one.keep('token-1')).toBe(false)
      expect(await one.read()).toBe('token-1')
      expect([state.calls, existsSync(path)]).toEqual([0, false])
      expect(await vault(keeper).read()).toBeNull()
    },
  )

  it.each(['win32', 'darwin'] as const)('asks no backend on %s, where the system has one', async (platform) => {
    expect(await vault(keyring({ backend: 'basic_text' }).keeper, platform).keyring()).toBe(true)
    expect(await vault(keyring({ available: false }).keeper, platform).keyring()).toBe(false)
  })

  it('is one whose keyring throws', async () => {
    const { keeper } = keyring()
    const broken = { ...keeper, isAsyncEncryptionAvailable: () => Promise.reject(new Error('no bus')) }
    expect(await vault(broken).keyring()).toBe(false)
  })

  it('leaves a token it can not open now for the day the keyring is back', async () => {
    const { keeper, state } = keyring()
    await vault(keeper).keep('token-1')
    state.available = false
    expect(await vault(keeper).read()).toBeNull()
    state.available = true
    expect(await vault(keeper).read()).toBe('token-1')
  })

  it('forgets what memory holds', async () => {
    const one = vault(keyring({ available: false }).keeper)
    await one.keep('token-1')
    await one.forget()
    expect(await one.read()).toBeNull()
  })
})
