import type { QualitySample } from './quality-alarms.rules.ts'

interface Mean {
  readonly sum: number
  readonly count: number
}

/** A leg so far, in sums. */
export interface QualityTotals {
  readonly seconds: number
  readonly silentSeconds: number
  readonly mosSum: number
  readonly mosLowest: number
  readonly came: number
  readonly missed: number
  readonly jitterSum: number
  readonly sentLoss: Mean
  readonly rtt: Mean
}

export const newTotals: QualityTotals = {
  seconds: 0,
  silentSeconds: 0,
  mosSum: 0,
  mosLowest: 4.5,
  came: 0,
  missed: 0,
  jitterSum: 0,
  sentLoss: { sum: 0, count: 0 },
  rtt: { sum: 0, count: 0 },
}

const joined = ({ sum, count }: Mean, value: number | null): Mean =>
  value === null ? { sum, count } : { sum: sum + value, count: count + 1 }

/** Takes one more second. Seconds in which no sound is due say nothing of the network and are left out. */
export function addSample(totals: QualityTotals, sample: QualitySample): QualityTotals {
  if (!sample.due) return totals
  return {
    seconds: totals.seconds + 1,
    silentSeconds: totals.silentSeconds + (sample.packets === 0 ? 1 : 0),
    mosSum: totals.mosSum + sample.mos,
    mosLowest: Math.min(totals.mosLowest, sample.mos),
    came: totals.came + sample.packets,
    missed: totals.missed + sample.missed,
    jitterSum: totals.jitterSum + sample.jitterMs,
    sentLoss: joined(totals.sentLoss, sample.sentLoss),
    rtt: joined(totals.rtt, sample.rttMs),
  }
}

/** The mean of a leg; the shape is that of the contract's `callQualitySchema`. */
export interface QualitySummary {
  readonly seconds: number
  readonly mosAverage: number
  readonly mosLowest: number
  readonly loss: number
  readonly sentLoss: number | null
  readonly jitterMs: number
  readonly rttMs: number | null
  readonly silentSeconds: number
}

const mean = ({ sum, count }: Mean): number | null => (count === 0 ? null : sum / count)

/** Null: not a second was measured. */
export function summaryOf(totals: QualityTotals): QualitySummary | null {
  const { seconds, came, missed } = totals
  if (seconds === 0) return null
  return {
    seconds,
    mosAverage: totals.mosSum / seconds,
    mosLowest: totals.mosLowest,
    loss: came + missed === 0 ? 0 : missed / (came + missed),
    sentLoss: mean(totals.sentLoss),
    jitterMs: totals.jitterSum / seconds,
    rttMs: mean(totals.rtt),
    silentSeconds: totals.silentSeconds,
  }
}
