import { hash as nativeHash, verify as nativeVerify } from '@node-rs/argon2'
import { describe, expect, it } from 'vitest'
import { hash, verify } from '#server/sandbox/argon2-wasm.ts'
import { createPasswordCheck, hashPassword } from '#server/seat/password.ts'

const parameters = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1, outputLen: 32 }
const passwords = ['sandbox', '市民热线 12345', 'e\u0301 and \u00e9', 'x'.repeat(200)]

describe('argon2id in wasm', () => {
  it.each(passwords)('makes a hash the native one verifies: %j', async (password) => {
    const made = await hash(password, parameters)
    expect(await nativeVerify(made, password)).toBe(true)
    expect(await nativeVerify(made, `${password}.`)).toBe(false)
  })

  it.each(passwords)('verifies what the native one made: %j', async (password) => {
    const made = await nativeHash(password, parameters)
    expect(await verify(made, password)).toBe(true)
    expect(await verify(made, `${password}.`)).toBe(false)
  })

  it('writes the same parameters in the same form as the password of a seat', async () => {
    const shape = (phc: string) => phc.split('$').slice(0, 4)
    expect(shape(await hash('a', parameters))).toEqual(shape(await hashPassword('a')))
    const check = await createPasswordCheck('nobody')
    expect(await check.matches(await hash('a', parameters), 'a')).toBe(true)
  })

  it('takes an empty password for nobody’s', async () => {
    expect(await verify(await hash('a', parameters), '')).toBe(false)
    await expect(hash('', parameters)).rejects.toThrow()
  })

  it('salts every hash anew', async () => {
    expect(await hash('a', parameters)).not.toBe(await hash('a', parameters))
  })

  it('refuses another algorithm and a text that is no hash', async () => {
    expect(() => hash('a', { ...parameters, algorithm: 0 })).toThrow('argon2id')
    await expect(verify('$2b$12$abc', 'a')).rejects.toThrow()
  })
})
