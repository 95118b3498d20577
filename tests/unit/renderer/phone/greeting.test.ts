import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import index from '#renderer/phone/media/data/greeting.json' with { type: 'json' }
import { joinPieces } from '#renderer/phone/media/greeting-pieces.rules.ts'
import { greetingPieces } from '#shared/telephony/greeting.rules.ts'

describe("the greeting's sound", () => {
  it('has every piece, one after the other to the end of the file, each loud enough', () => {
    const wave = readFileSync('renderer/phone/media/data/greeting.wav')
    const pieces = Object.entries(index.pieces)
    expect(pieces.map(([name]) => name).sort()).toEqual([...greetingPieces].sort())
    expect(wave.readUInt32LE(24)).toBe(index.rate)
    expect(wave.readUInt32LE(40)).toBe(wave.length - 44)
    let end = 0
    for (const [name, { from, length }] of pieces.sort(([, a], [, b]) => a.from - b.from)) {
      expect(from).toBe(end)
      end = from + length
      const samples = Array.from({ length }, (_, n) => wave.readInt16LE(44 + 2 * (from + n)))
      const level = 10 * Math.log10(samples.reduce((sum, sample) => sum + sample * sample, 0) / length / 32_768 ** 2)
      expect(level, name).toBeGreaterThan(-28)
      expect(Math.max(...samples.map(Math.abs)), name).toBeLessThan(32_000)
    }
    expect(44 + 2 * end).toBe(wave.length)
  })

  it('is joined in order with a breath between, and silence where the file ends too early', () => {
    const samples = Float32Array.from({ length: 100 }, (_, n) => n + 1)
    const joined = joinPieces({ samples, rate: 100 }, [
      { from: 0.1, length: 0.02 },
      { from: 0.99, length: 0.02 },
    ])
    expect([...joined]).toEqual([11, 12, 0, 0, 0, 0, 0, 100, 0])
    expect(joinPieces({ samples, rate: 100 }, [])).toHaveLength(1)
  })

  it('is as long as its pieces and breaths, and holds nothing that is in none of them', () => {
    const span = fc.record({
      from: fc.double({ min: 0, max: 1, noNaN: true }),
      length: fc.double({ min: 0, max: 1, noNaN: true }),
    })
    fc.assert(
      fc.property(fc.array(span, { minLength: 1, maxLength: 8 }), (spans) => {
        const samples = new Float32Array(1000).fill(1)
        const joined = joinPieces({ samples, rate: 1000 }, spans)
        const lengths = spans.map(({ length }) => Math.round(length * 1000))
        expect(joined.length).toBe(Math.max(1, lengths.reduce((sum, one) => sum + one, 0) + 50 * (spans.length - 1)))
        const loud = joined.reduce((sum, sample) => sum + sample, 0)
        expect(loud).toBeLessThanOrEqual(lengths.reduce((sum, one) => sum + one, 0))
      }),
    )
  })
})
