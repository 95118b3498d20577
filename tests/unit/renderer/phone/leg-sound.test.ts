import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { SoundCushion } from '#renderer/phone/worklet/sound-cushion.ts'
import { createUpsampler } from '#renderer/phone/worklet/upsampler.ts'

const block = 128
const piece = 480

/** A sine of 48 kHz that goes on from piece to piece. */
function toneSource(hertz: number): (length: number) => Float32Array {
  let at = 0
  return (length) => Float32Array.from({ length }, () => Math.sin((2 * Math.PI * hertz * at++) / 48_000))
}

/** What comes out while each of the given numbers of pieces comes in before the next 3.75 blocks, 10 ms. */
function play(arrivals: readonly number[], next = toneSource(400)): Float32Array {
  const cushion = new SoundCushion()
  const out: number[] = []
  for (const [turn, pieces] of arrivals.entries()) {
    for (let n = 0; n < pieces; n += 1) cushion.put(next(piece))
    const samples = new Float32Array(block)
    while (out.length < (turn + 1) * piece) {
      cushion.take(samples)
      out.push(...samples)
    }
  }
  return Float32Array.from(out)
}

const steady = (turns: number): number[] => Array.from({ length: turns }, () => 1)
/** The greatest step between two samples. */
const roughness = (sound: Float32Array): number =>
  sound.reduce((most, sample, n) => Math.max(most, Math.abs(sample - (sound[n - 1] ?? sample))), 0)
const silence = (sound: Float32Array): number => sound.filter((sample) => sample === 0).length
/** That of the tone itself, and what a fade may add. */
const smooth = 0.1

describe('The cushion of a leg’s sound', () => {
  it('begins with 30 ms kept ahead, and gives all that comes from then on', () => {
    const sound = play(steady(100))
    const first = sound.findIndex((sample) => sample !== 0)
    expect(first).toBeLessThan(1440)
    expect(silence(sound.slice(first + 1))).toBeLessThan(20 * 8)
    expect(roughness(sound)).toBeLessThan(smooth)
  })

  it('bridges what comes up to 60 ms late, without silence and without a crack', () => {
    for (const late of [1, 2, 4, 6]) {
      const arrivals = [...steady(50), ...Array.from({ length: late }, () => 0), late + 1, ...steady(50)]
      const sound = play(arrivals).slice(2000)
      expect(roughness(sound)).toBeLessThan(smooth)
      expect(sound.some((_, n) => n + 100 < sound.length && silence(sound.slice(n, n + 100)) === 100)).toBe(false)
    }
  })

  it('falls silent by a fade when nothing comes, and sounds again when it does', () => {
    const sound = play([...steady(50), ...Array.from({ length: 100 }, () => 0), ...steady(50)])
    expect(roughness(sound)).toBeLessThan(smooth)
    expect(silence(sound.slice(70 * piece, 140 * piece))).toBe(70 * piece)
    expect(silence(sound.slice(-20 * piece))).toBeLessThan(1000)
  })

  it('leaves out what came all at once, and is never more than 140 ms behind', () => {
    const cushion = new SoundCushion()
    const samples = new Float32Array(block)
    const next = toneSource(400)
    for (let n = 0; n < 30; n += 1) cushion.put(next(piece))
    cushion.take(samples)
    cushion.take(samples)
    // A mark comes after it: how long until it is heard?
    cushion.put(new Float32Array(piece).fill(2))
    let blocks = 0
    while (!samples.some((sample) => sample > 1.5) && blocks < 1000) {
      cushion.take(samples)
      blocks += 1
    }
    expect(blocks * block).toBeLessThan(0.14 * 48_000)
  })

  it('gives back the delay a bad moment has left', () => {
    const cushion = new SoundCushion()
    const samples = new Float32Array(block)
    /** Blocks until a mark is heard, with sound that comes steadily. */
    const delay = (): number => {
      cushion.put(new Float32Array(piece).fill(2))
      for (let blocks = 1; ; blocks += 1) {
        if (blocks % 4 === 0) cushion.put(new Float32Array(piece))
        cushion.take(samples)
        if (samples.some((sample) => sample > 1.5)) return blocks
      }
    }
    const run = (turns: number): void => {
      for (let blocks = 1; blocks <= turns * 15; blocks += 1) {
        if (blocks % 15 === 0 || blocks % 15 === 4 || blocks % 15 === 8 || blocks % 15 === 12)
          cushion.put(new Float32Array(piece))
        cushion.take(samples)
      }
    }
    run(100)
    for (let n = 0; n < 10; n += 1) cushion.put(new Float32Array(piece))
    run(5)
    const after = delay()
    run(5000)
    expect(delay()).toBeLessThan(after)
  })

  it('gives nothing but what came in, however it comes', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 12 }), { maxLength: 120 }), (arrivals) => {
        const sound = play(arrivals)
        expect(sound.every((sample) => Math.abs(sample) <= 1.000_001)).toBe(true)
        expect(roughness(sound)).toBeLessThan(smooth)
      }),
      { numRuns: 60 },
    )
  })
})

/** Level of a full-scale tone after the upsampler, dB, at the frequency `heard`. */
function levelAfter(from: number, hertz: number, heard: number): number {
  const raise = createUpsampler(from, 48_000)
  const out: number[] = []
  for (let start = 0; start < from; start += from / 100)
    out.push(
      ...raise(
        Float32Array.from({ length: from / 100 }, (_, n) => Math.sin((2 * Math.PI * hertz * (start + n)) / from)),
      ),
    )
  const settled = out.slice(4800, 4800 + 38_400)
  const turn = (2 * Math.PI * heard) / 48_000
  const re = settled.reduce((sum, sample, n) => sum + sample * Math.cos(turn * n), 0)
  const im = settled.reduce((sum, sample, n) => sum + sample * Math.sin(turn * n), 0)
  return 20 * Math.log10((2 * Math.hypot(re, im)) / settled.length + 1e-9)
}

describe('The upsampler', () => {
  it('leaves a telephone’s voice as it is, and no image of it above', () => {
    for (const hertz of [300, 1000, 2000, 3400]) {
      expect(Math.abs(levelAfter(8000, hertz, hertz))).toBeLessThan(0.3)
      for (const image of [8000 - hertz, 8000 + hertz]) expect(levelAfter(8000, hertz, image)).toBeLessThan(-50)
    }
    expect(Math.abs(levelAfter(16_000, 6000, 6000))).toBeLessThan(0.3)
    expect(levelAfter(16_000, 6000, 10_000)).toBeLessThan(-50)
  })

  it('gives as many samples as the time has, whatever the pieces', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(8000, 16_000, 32_000, 44_100),
        fc.array(fc.integer({ min: 1, max: 500 }), { minLength: 1, maxLength: 50 }),
        (from, pieces) => {
          const raise = createUpsampler(from, 48_000)
          const given = pieces.reduce((sum, length) => sum + length, 0)
          const got = pieces.reduce((sum, length) => sum + raise(new Float32Array(length)).length, 0)
          expect(Math.abs(got - (given * 48_000) / from)).toBeLessThanOrEqual(1)
        },
      ),
      { numRuns: 60 },
    )
  })

  it('hands on what has the rate already', () => {
    const sound = Float32Array.of(1, 2, 3)
    expect(createUpsampler(48_000, 48_000)(sound)).toBe(sound)
  })
})
