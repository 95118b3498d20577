import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { callQualitySchema } from '#shared/contract/phone/sound.schema.ts'
import type { QualitySample } from '#shared/telephony/quality-alarms.rules.ts'
import { addSample, newTotals, summaryOf } from '#shared/telephony/quality-summary.rules.ts'

const good: QualitySample = {
  packets: 50,
  missed: 0,
  due: true,
  loss: 0,
  sentLoss: null,
  jitterMs: 2,
  rttMs: null,
  mos: 4.4,
}
const of = (...samples: QualitySample[]) => summaryOf(samples.reduce(addSample, newTotals))

describe('the summary of a leg', () => {
  it('is nothing where nothing was measured', () => {
    expect(of()).toBeNull()
    expect(of({ ...good, due: false })).toBeNull()
  })

  it('weighs loss by packets, takes means of what was reported, and counts silent seconds', () => {
    expect(
      of(
        good,
        { ...good, packets: 40, missed: 10, loss: 0.2, mos: 2.4, jitterMs: 8, rttMs: 100, sentLoss: 0.1 },
        { ...good, packets: 0, mos: 1 },
        { ...good, due: false, packets: 0, mos: 1 },
      ),
    ).toEqual({
      seconds: 3,
      mosAverage: expect.closeTo(2.6),
      mosLowest: 1,
      loss: 0.1,
      sentLoss: 0.1,
      jitterMs: 4,
      rttMs: 100,
      silentSeconds: 1,
    })
  })

  it('keeps the contract whatever was measured', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true })
    const sample = fc.record({
      packets: fc.nat(200),
      missed: fc.nat(200),
      due: fc.boolean(),
      loss: share,
      sentLoss: fc.option(share),
      jitterMs: fc.nat(5000),
      rttMs: fc.option(fc.nat(9000)),
      mos: fc.double({ min: 1, max: 4.5, noNaN: true }),
    })
    fc.assert(
      fc.property(fc.array(sample, { maxLength: 60 }), (samples) => {
        const summary = of(...samples)
        if (summary) callQualitySchema.parse(summary)
      }),
    )
  })
})
