import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type AlarmState,
  newAlarms,
  nextAlarms,
  type QualityAlarm,
  type QualitySample,
  qualityAlarms,
  raisedAlarms,
  samplesToChange,
} from '#shared/telephony/quality-alarms.rules.ts'

const good: QualitySample = {
  packets: 50,
  missed: 0,
  due: true,
  loss: 0,
  sentLoss: 0,
  jitterMs: 2,
  rttMs: 30,
  mos: 4.4,
}
const following = (samples: readonly QualitySample[], from: AlarmState = newAlarms) => samples.reduce(nextAlarms, from)
const times = (n: number, change: Partial<QualitySample>): QualitySample[] => Array(n).fill({ ...good, ...change })

/** For each alarm: what raises it, what neither raises nor clears it, what clears it. */
const table: readonly [QualityAlarm, Partial<QualitySample>, Partial<QualitySample> | null, Partial<QualitySample>][] =
  [
    ['no-sound', { packets: 0 }, null, {}],
    ['loss', { loss: 0.03 }, { loss: 0.01 }, { loss: 0.009 }],
    ['sent-loss', { sentLoss: 0.03 }, { sentLoss: 0.029 }, { sentLoss: 0.009 }],
    ['delay', { rttMs: 400 }, { rttMs: 300 }, { rttMs: 299 }],
    ['jitter', { jitterMs: 30 }, { jitterMs: 20 }, { jitterMs: 19 }],
    ['poor', { mos: 3 }, { mos: 3.3 }, { mos: 3.31 }],
  ]

describe('alarms of a leg’s quality', () => {
  it('are all in this table', () => {
    expect(table.map(([alarm]) => alarm)).toEqual([...qualityAlarms])
  })

  it.each(table)(
    '%s is raised by three bad seconds in a row, and cleared by three good ones',
    (alarm, bad, between, fine) => {
      expect(raisedAlarms(following(times(2, bad)))).toEqual([])
      const raised = following(times(3, bad))
      expect(raisedAlarms(raised)).toEqual([alarm])
      if (between) expect(raisedAlarms(following(times(20, between), raised))).toEqual([alarm])
      if (between) expect(raisedAlarms(following(times(20, between)))).toEqual([])
      expect(raisedAlarms(following(times(2, fine), raised))).toEqual([alarm])
      expect(raisedAlarms(following(times(3, fine), raised))).toEqual([])
    },
  )

  it('are not raised by bad seconds with a good one among them', () => {
    expect(raisedAlarms(following([...times(2, { loss: 1 }), good, ...times(2, { loss: 1 })]))).toEqual([])
  })

  it('do not take a held leg for a dead one, nor what nobody reports for good or bad', () => {
    expect(raisedAlarms(following(times(9, { packets: 0, due: false })))).toEqual([])
    const raised = following(times(3, { sentLoss: 0.5, rttMs: 900 }))
    expect(raisedAlarms(following(times(9, { sentLoss: null, rttMs: null }), raised))).toEqual(['sent-loss', 'delay'])
  })

  it('change only after three samples in a row that say so, whatever comes', () => {
    const sample = fc.record({
      packets: fc.constantFrom(0, 50),
      missed: fc.constant(0),
      due: fc.boolean(),
      loss: fc.constantFrom(0, 0.02, 0.5),
      sentLoss: fc.constantFrom(null, 0, 0.02, 0.5),
      jitterMs: fc.constantFrom(1, 25, 90),
      rttMs: fc.constantFrom(null, 30, 350, 900),
      mos: fc.constantFrom(1, 3.1, 4.4),
    })
    fc.assert(
      fc.property(fc.array(sample, { maxLength: 40 }), (samples) => {
        let state = newAlarms
        const since = new Map<QualityAlarm, number>(qualityAlarms.map((alarm) => [alarm, 0]))
        for (const each of samples) {
          const next = nextAlarms(state, each)
          for (const alarm of qualityAlarms) {
            const kept = (since.get(alarm) ?? 0) + 1
            const changed = next[alarm].raised !== state[alarm].raised
            if (changed) expect(kept).toBeGreaterThanOrEqual(samplesToChange)
            since.set(alarm, changed ? 0 : kept)
          }
          state = next
        }
      }),
    )
  })
})
