import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeMuLaw, encodeMuLaw } from '#server/sandbox/party/mu-law.ts'
import { toneLevel, toneSource } from '#tests/support/tones.ts'

describe('µ-law', () => {
  it('is its own inverse on octets: 0x7f, the negative zero, becomes 0xff', () => {
    const octets = Uint8Array.from({ length: 256 }, (_, i) => i)
    const again = encodeMuLaw(decodeMuLaw(octets))
    expect([...again]).toEqual([...octets].map((octet) => (octet === 0x7f ? 0xff : octet)))
  })

  it('has the table’s corner values (ITU-T G.711)', () => {
    expect([...encodeMuLaw(Int16Array.of(0, 32_767, -32_768))]).toEqual([0xff, 0x80, 0x00])
    expect([...decodeMuLaw(Uint8Array.of(0xff, 0x80, 0x00))]).toEqual([0, 32_124, -32_124])
  })

  it('is never further off than half a step of its segment', () => {
    fc.assert(
      fc.property(fc.integer({ min: -32_635, max: 32_635 }), (sample) => {
        const [back = 0] = decodeMuLaw(encodeMuLaw(Int16Array.of(sample)))
        return Math.abs(back - sample) <= Math.max(4, (Math.abs(sample) + 132) / 32)
      }),
    )
  })

  it('keeps a tone a tone', () => {
    const frame = decodeMuLaw(encodeMuLaw(toneSource(440, 0.5)()))
    expect(toneLevel(frame, 440)).toBeGreaterThan(-7)
    expect(toneLevel(frame, 2000)).toBeLessThan(-25)
  })
})
