import { createHmac, randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { createPersonVault } from '#server/ticket/person-vault.ts'

const vaultOf = (fill: number) => createPersonVault(new Uint8Array(32).fill(fill), (size) => randomBytes(size))

describe('what is sealed', () => {
  it('is opened by the same key alone, and looks different each time', () => {
    const [one, other] = [vaultOf(1), vaultOf(2)]
    const sealed = one.seal('王女士')
    expect(one.open(sealed)).toBe('王女士')
    expect(one.seal('王女士')).not.toBe(sealed)
    expect(Buffer.from(sealed, 'base64').toString('latin1')).not.toContain(Buffer.from('王女士').toString('latin1'))
    expect(() => other.open(sealed)).toThrow()
  })

  it('is not opened when one bit of it was changed', () => {
    const vault = vaultOf(1)
    const bytes = Buffer.from(vault.seal('13812345678'), 'base64')
    for (let at = 0; at < bytes.length; at += 1) {
      const bent = Buffer.from(bytes)
      bent[at] = (bent[at] ?? 0) ^ 1
      expect(() => vault.open(bent.toString('base64'))).toThrow()
    }
  })
})

describe('the hash of a phone', () => {
  it('is the same for the same number, and cannot be made without the key', () => {
    const [one, other] = [vaultOf(1), vaultOf(2)]
    expect(one.phoneHash('13812345678')).toBe(one.phoneHash('13812345678'))
    expect(one.phoneHash('13812345678')).not.toBe(other.phoneHash('13812345678'))
    const bare = createHmac('sha256', Buffer.alloc(0)).update('13812345678').digest('hex')
    expect(one.phoneHash('13812345678')).not.toBe(bare)
  })
})
