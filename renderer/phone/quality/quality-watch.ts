import type { CallQuality, LegQuality } from '#shared/contract/phone/sound.schema.ts'
import type { Clock } from '#shared/kit/clock.ts'
import type { Disposer } from '#shared/kit/disposable.ts'
import {
  type AlarmState,
  newAlarms,
  nextAlarms,
  type QualitySample,
  raisedAlarms,
} from '#shared/telephony/quality-alarms.rules.ts'
import { addSample, newTotals, type QualityTotals, summaryOf } from '#shared/telephony/quality-summary.rules.ts'
import { countOf, type StatsCount, sampleBetween } from './stats.rules.ts'

const everyMs = 1000

/** An established leg as it is measured. */
export interface MeasuredLeg {
  readonly id: string
  /** Whether sound is due from the other end: nobody holds. */
  readonly hearing: boolean
  /** Null: there is no connection at the moment. */
  stats(): Promise<RTCStatsReport> | null
}

interface Measured {
  readonly count: StatsCount
  readonly alarms: AlarmState
  readonly totals: QualityTotals
  readonly due: boolean
}

export interface QualityWatchParts {
  readonly clock: Clock
  /** The established legs now. */
  readonly legs: () => readonly MeasuredLeg[]
  readonly say: (legs: LegQuality[]) => void
}

/** Measures each established leg once a second, for as long as there is one. */
export class QualityWatch {
  readonly #parts: QualityWatchParts
  readonly #known = new Map<string, Measured>()
  #cancel: Disposer | undefined

  constructor(parts: QualityWatchParts) {
    this.#parts = parts
  }

  /** To be called whenever a leg may have changed. `shown`: legs that are told of at all; the figures of others are forgotten. */
  legsChanged(shown: ReadonlySet<string>): void {
    for (const id of [...this.#known.keys()]) if (!shown.has(id)) this.#known.delete(id)
    if (this.#parts.legs().length === 0) this.close()
    else this.#cancel ??= this.#parts.clock.after(everyMs, this.#tick)
  }

  /** How a leg was, all in all; undefined: nothing was measured. */
  summary(legId: string): CallQuality | undefined {
    const known = this.#known.get(legId)
    return (known && summaryOf(known.totals)) ?? undefined
  }

  close(): void {
    this.#cancel?.()
    this.#cancel = undefined
  }

  readonly #tick = (): void => {
    this.#cancel = this.#parts.clock.after(everyMs, this.#tick)
    const legs = this.#parts.legs()
    void Promise.all(legs.map((leg) => this.#measure(leg))).then((told) => {
      const all = told.filter((each) => each !== null)
      if (all.length > 0) this.#parts.say(all)
    })
  }

  async #measure(leg: MeasuredLeg): Promise<LegQuality | null> {
    // A connection that was closed while it was asked: the leg is ending.
    const report = await leg.stats()?.catch(() => null)
    if (!report) return null
    const count = countOf(report.values())
    const before = this.#known.get(leg.id)
    // A second in which a hold began or ended is no measure of either.
    const due = leg.hearing && (before?.due ?? true)
    const sample = sampleBetween(before?.count ?? null, count, due)
    const alarms = nextAlarms(before?.alarms ?? newAlarms, sample)
    this.#known.set(leg.id, { count, alarms, totals: addSample(before?.totals ?? newTotals, sample), due: leg.hearing })
    return told(leg.id, sample, raisedAlarms(alarms))
  }
}

const told = (id: string, sample: QualitySample, alarms: LegQuality['alarms']): LegQuality => ({
  id,
  mos: sample.mos,
  loss: sample.loss,
  sentLoss: sample.sentLoss,
  jitterMs: Math.min(600_000, sample.jitterMs),
  rttMs: sample.rttMs === null ? null : Math.min(600_000, sample.rttMs),
  alarms,
})
