import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { gapsIn, type Stretch } from '#shared/recording/coverage.rules.ts'
import { readFrame, soundChannels, writeFrame } from '#shared/recording/sound-frame.ts'

const u32 = fc.integer({ min: 0, max: 2 ** 32 - 1 })

describe('A sound frame', () => {
  it('is read as it was written', () => {
    const pcm = fc.uint8Array({ minLength: 1, maxLength: 400 }).map((half) => new Uint8Array([...half, ...half]))
    fc.assert(
      fc.property(fc.record({ channel: fc.constantFrom(...soundChannels), seq: u32, startMs: u32, pcm }), (frame) => {
        expect(readFrame(writeFrame(frame))).toEqual({ ok: true, value: frame })
      }),
    )
  })

  it('is refused with its fault when it is none, and never throws', () => {
    const good = writeFrame({ channel: 'agent', seq: 1, startMs: 2, pcm: new Uint8Array(4) })
    const changed = (at: number, value: number) => readFrame(good.with(at, value))
    expect(readFrame(good.subarray(0, 11))).toEqual({ ok: false, reason: 'short' })
    expect(changed(0, 2)).toEqual({ ok: false, reason: 'version' })
    expect(changed(1, 2)).toEqual({ ok: false, reason: 'channel' })
    expect(readFrame(good.subarray(0, 15))).toEqual({ ok: false, reason: 'length' })
    expect(readFrame(good.subarray(0, 12))).toEqual({ ok: false, reason: 'length' })
    fc.assert(fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => void readFrame(bytes)))
  })
})

describe('Gaps', () => {
  it('are exactly what neither sound nor quiet covers, but for holes too short to hear', () => {
    const stretch = fc
      .tuple(fc.integer({ min: 0, max: 20_000 }), fc.integer({ min: 1, max: 4000 }))
      .map(([fromMs, ms]): Stretch => ({ fromMs, toMs: fromMs + ms }))
    fc.assert(
      fc.property(fc.array(stretch, { maxLength: 12 }), fc.integer({ min: 0, max: 20_000 }), (known, endMs) => {
        const gaps = gapsIn(known, endMs)
        const inAny = (all: readonly Stretch[], ms: number) => all.some(({ fromMs, toMs }) => ms >= fromMs && ms < toMs)
        for (const { fromMs, toMs } of gaps) {
          expect(toMs - fromMs).toBeGreaterThan(60)
          expect(toMs).toBeLessThanOrEqual(endMs)
        }
        let hole = 0
        for (let ms = 0; ms < endMs; ms += 1) {
          const covered = inAny(known, ms)
          hole = covered ? 0 : hole + 1
          if (covered) expect(inAny(gaps, ms)).toBe(false)
          if (hole > 60) expect(inAny(gaps, ms)).toBe(true)
        }
      }),
      { numRuns: 20 },
    )
  })

  it('name the whole when there is nothing', () => {
    expect(gapsIn([], 1000)).toEqual([{ fromMs: 0, toMs: 1000 }])
    expect(gapsIn([], 0)).toEqual([])
  })
})
