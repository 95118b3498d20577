import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { countOf, type StatsCount, sampleBetween } from '#renderer/phone/quality/stats.rules.ts'

const inbound = {
  type: 'inbound-rtp',
  kind: 'audio',
  packetsReceived: 500,
  packetsLost: 10,
  packetsDiscarded: 2,
  jitter: 0.004,
  jitterBufferDelay: 480,
  jitterBufferEmittedCount: 12_000,
}
const remote = { type: 'remote-inbound-rtp', kind: 'audio', fractionLost: 0.08, roundTripTime: 0.05 }
const pair = { type: 'candidate-pair', nominated: true, state: 'succeeded', currentRoundTripTime: 0.02 }

const count: StatsCount = {
  received: 500,
  lost: 10,
  discarded: 2,
  bufferDelay: 480,
  bufferCount: 12_000,
  jitterMs: 4,
  sentLoss: 0.08,
  rttMs: 50,
}

describe('what a connection has counted', () => {
  it('is read from the browser’s report', () => {
    expect(countOf([pair, inbound, remote])).toEqual(count)
  })

  it('adds up over a change of the source, and takes the pair’s round trip where no report came back', () => {
    expect(countOf([inbound, { ...inbound, packetsReceived: 7, jitter: 0.001 }, pair])).toMatchObject({
      received: 507,
      jitterMs: 1,
      sentLoss: null,
      rttMs: 20,
    })
  })

  it('is nought where nothing came, and survives figures that are none', () => {
    expect(countOf([])).toMatchObject({ received: 0, lost: 0, jitterMs: 0, sentLoss: null, rttMs: null })
    expect(countOf([{ ...inbound, packetsLost: Number.NaN, jitter: 'much' }])).toMatchObject({ lost: 0, jitterMs: 0 })
  })
})

describe('a second of a leg', () => {
  it('is what grew: late packets count as missed', () => {
    const now = { ...count, received: 546, lost: 14, discarded: 4, bufferDelay: 540, bufferCount: 13_000 }
    expect(sampleBetween(count, now, true)).toMatchObject({ packets: 44, missed: 6, loss: 0.12, jitterMs: 4 })
  })

  it('of a connection that began anew is all it has counted', () => {
    expect(sampleBetween(count, { ...count, received: 40, lost: 0, discarded: 0 }, true)).toMatchObject({
      packets: 40,
      loss: 0,
    })
  })

  it('in which nothing came is the worst there is where sound is due, and nothing to complain of where it is not', () => {
    expect(sampleBetween(count, count, true)).toMatchObject({ packets: 0, mos: 1 })
    expect(sampleBetween(count, count, false).mos).toBeGreaterThan(4)
  })

  it('keeps its bounds whatever the browser counts', () => {
    const some = fc.record({
      received: fc.nat(10_000),
      lost: fc.integer({ min: -50, max: 10_000 }),
      discarded: fc.nat(10_000),
      bufferDelay: fc.nat(100_000),
      bufferCount: fc.nat(1_000_000),
      jitterMs: fc.nat(5000),
      sentLoss: fc.constant(null),
      rttMs: fc.option(fc.nat(9000)),
    })
    fc.assert(
      fc.property(fc.option(some), some, fc.boolean(), (before, now, due) => {
        const sample = sampleBetween(before, now, due)
        expect(sample.loss).toBeGreaterThanOrEqual(0)
        expect(sample.loss).toBeLessThanOrEqual(1)
        expect(sample.packets).toBeGreaterThanOrEqual(0)
        expect(sample.mos).toBeGreaterThanOrEqual(1)
        expect(sample.mos).toBeLessThanOrEqual(4.5)
      }),
    )
  })
})
