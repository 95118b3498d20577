import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { backoffDelay } from '#shared/kit/backoff.ts'

const policy = { first: 500, most: 20_000, jitter: 0.5 }

describe('backoff', () => {
  it('doubles from the first delay and stops growing at the most', () => {
    expect([0, 1, 2, 3, 10].map((n) => backoffDelay(policy, n, 0))).toEqual([500, 1000, 2000, 4000, 20_000])
  })

  it('stays between the jittered first delay and the most, whatever the attempt and the dice', () => {
    fc.assert(
      fc.property(fc.nat(10_000), fc.double({ min: 0, max: 0.999, noNaN: true }), (attempt, random) => {
        const delay = backoffDelay(policy, attempt, random)
        return delay >= 250 && delay <= 20_000
      }),
    )
  })
})
