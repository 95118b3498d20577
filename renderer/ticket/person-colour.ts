import type { CSSProperties } from 'react'

/** Pairs of the look that meet AA on each other; never the only sign of a person, whose name stands in it. */
const tones = ['blue', 'violet', 'green', 'amber'] as const

/** The colours of a person in a draft. @param colour as the server gave it, from 0 */
export function personColour(colour: number): CSSProperties {
  const tone = tones[colour % tones.length] ?? 'grey'
  return { '--person-ink': `var(--${tone}-ink)`, '--person-tint': `var(--${tone}-tint)` } as CSSProperties
}
