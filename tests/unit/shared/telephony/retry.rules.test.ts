import fc from 'fast-check'
import { expect, it } from 'vitest'
import { glareDelay } from '#shared/telephony/retry.rules.ts'

it('waits 2.1 to 4 s as the one who made the Call-ID and up to 2 s as the other, in steps of 10 ms (RFC 3261 14.1)', () => {
  expect([glareDelay(true, 0), glareDelay(true, 0.9999)]).toEqual([2100, 4000])
  expect([glareDelay(false, 0), glareDelay(false, 0.9999)]).toEqual([0, 2000])
  fc.assert(
    fc.property(fc.boolean(), fc.double({ min: 0, max: 0.9999, noNaN: true }), (owns, random) => {
      return glareDelay(owns, random) % 10 === 0
    }),
  )
})
