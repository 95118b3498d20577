import { describe, expect, it } from 'vitest'
import { flip, fuses, fusesOf, sentinel } from '#build/fuses.mjs'
import { standInBinary } from './stand-in.ts'

const wireOf = (binary: Buffer) => {
  const at = binary.lastIndexOf(sentinel) + sentinel.length + 2
  return binary.subarray(at, at + fuses.length).toString()
}

describe('The fuses', () => {
  it('are nine, and what opens the program to others is off', () => {
    expect(Object.fromEntries(fuses)).toEqual({
      RunAsNode: false,
      EnableCookieEncryption: true,
      EnableNodeOptionsEnvironmentVariable: false,
      EnableNodeCliInspectArguments: false,
      EnableEmbeddedAsarIntegrityValidation: true,
      OnlyLoadAppFromAsar: true,
      LoadBrowserProcessSpecificV8Snapshot: false,
      GrantFileProtocolExtraPrivileges: false,
      WasmTrapHandlers: true,
    })
  })

  it('are all set in a binary, and nothing else of it changes', () => {
    const before = standInBinary()
    const after = Buffer.from(before)
    flip(after)
    expect(wireOf(after)).toBe('010011001')
    expect(after.length).toBe(before.length)
    expect(after.filter((byte, at) => byte !== before[at])).toHaveLength(5)
  })

  it('are set in both halves of a universal binary', () => {
    const both = Buffer.concat([standInBinary(), standInBinary()])
    flip(both)
    expect(wireOf(both)).toBe('010011001')
    expect(wireOf(both.subarray(0, both.length / 2))).toBe('010011001')
    expect(fusesOf(both)).toEqual([fuses.map(([, on]) => on), fuses.map(([, on]) => on)])
  })

  it.each([8, 10])('refuse a binary that has %i: a new one of Electron wants a decision', (count) => {
    expect(() => flip(standInBinary(count))).toThrow(`the binary has ${count} fuses`)
  })

  it('refuse a binary of another version of the wire, one that lost a fuse, and one without any', () => {
    const other = standInBinary()
    other[other.indexOf(sentinel) + sentinel.length] = 2
    expect(() => flip(other)).toThrow('of version 2')
    const lost = standInBinary()
    lost.write('r', lost.indexOf(sentinel) + sentinel.length + 2 + 8)
    expect(() => flip(lost)).toThrow('WasmTrapHandlers')
    expect(() => flip(Buffer.from('no Electron'))).toThrow('is it Electron?')
  })
})
