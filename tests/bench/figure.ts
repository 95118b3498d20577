/** One figure of the bench. */
export interface Figure {
  readonly name: string
  readonly value: number
  readonly unit: string
  readonly better: 'lower' | 'higher'
  /** What the product promises; null: shown for information. */
  readonly target: number | null
}

/** The p-th percentile (nearest rank) of samples; NaN of none. */
export function percentile(samples: readonly number[], p: number): number {
  const sorted = [...samples].sort((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil((p / 100) * sorted.length) - 1)] ?? Number.NaN
}

/** p50 and p95 of a series in milliseconds; the target is for the p95. */
export const series = (name: string, samples: readonly number[], target: number | null): Figure[] => [
  { name: `${name}.p50`, value: round(percentile(samples, 50)), unit: 'ms', better: 'lower', target: null },
  { name: `${name}.p95`, value: round(percentile(samples, 95)), unit: 'ms', better: 'lower', target },
]

/** One decimal is all that a shared machine can tell. */
export const round = (value: number): number => Math.round(value * 10) / 10
