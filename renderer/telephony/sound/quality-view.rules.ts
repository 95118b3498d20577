import type { LegQuality } from '#shared/contract/phone/sound.schema.ts'
import { type QualityAlarm, qualityAlarms } from '#shared/telephony/quality-alarms.rules.ts'
import type { Tone } from '../../ui/tone.ts'

/** How the call sounds, in one sentence. `says` is the key of the sentence, with its numbers. */
export interface QualityView {
  readonly tone: Tone
  readonly says: QualityAlarm | 'none' | 'good'
  readonly percent: number
  readonly ms: number
}

/** A sentence that stands while it is read does not count along: shares are said in these steps, per cent. */
const steps = [3, 5, 8, 10, 15, 20, 30, 40, 50, 75, 100] as const

const stepOf = (share: number): number => steps.findLast((step) => step <= share * 100 + 0.5) ?? steps[0]

const none: QualityView = { tone: 'grey', says: 'none', percent: 0, ms: 0 }

/** Of several legs the one with the worst to tell. */
export function qualityView(legs: readonly LegQuality[]): QualityView {
  const rank = ({ alarms }: LegQuality): number => (alarms[0] ? qualityAlarms.indexOf(alarms[0]) : qualityAlarms.length)
  const [worst] = [...legs].sort((a, b) => rank(a) - rank(b) || a.mos - b.mos)
  if (!worst) return none
  const says = worst.alarms[0] ?? 'good'
  return {
    tone: says === 'good' ? 'green' : says === 'no-sound' ? 'red' : 'amber',
    says,
    percent: stepOf((says === 'sent-loss' ? worst.sentLoss : worst.loss) ?? 0),
    // To the full tenth of a second: nobody hears less.
    ms: Math.round(((says === 'delay' ? worst.rttMs : worst.jitterMs) ?? 0) / 100) * 100,
  }
}
