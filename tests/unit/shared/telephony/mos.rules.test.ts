import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { meanOpinion } from '#shared/telephony/mos.rules.ts'

const share = fc.double({ min: 0, max: 1, noNaN: true })
const delay = fc.double({ min: 0, max: 5000, noNaN: true })

describe('the mean opinion score', () => {
  // Worked by hand; R is 93.2, 92.72, 89.6, 59.1, 88.36, 81.86, 64.93, 49.87 and 16.06.
  it.each([
    [0, 0, 4.409],
    [0, 20, 4.4],
    [0, 150, 4.329],
    [0, 400, 3.053],
    [0.01, 50, 4.297],
    [0.03, 50, 4.092],
    [0.1, 50, 3.351],
    [0.2, 50, 2.568],
    [1, 50, 1.147],
  ])('of %d lost and %d ms from mouth to ear is %d', (loss, delayMs, expected) => {
    expect(meanOpinion({ loss, delayMs })).toBeCloseTo(expected, 2)
  })

  it('is between 1 and 4.5, and never better with more loss or a longer way', () => {
    fc.assert(
      fc.property(share, share, delay, delay, (loss, more, delayMs, longer) => {
        const mos = meanOpinion({ loss, delayMs })
        expect(mos).toBeGreaterThanOrEqual(1)
        expect(mos).toBeLessThanOrEqual(4.5)
        const worse = Math.min(1, loss + more)
        expect(meanOpinion({ loss: worse, delayMs })).toBeLessThanOrEqual(mos + 1e-9)
        expect(meanOpinion({ loss, delayMs: delayMs + longer })).toBeLessThanOrEqual(mos + 1e-9)
      }),
    )
  })
})
