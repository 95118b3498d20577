import type { DevelopmentZone, FirmScale, Industry } from '../kit/firm-values.ts'

/** Limits of an enterprise's row: characters of its texts, and its telephone numbers. */
export const firmLimits = { name: 60, officer: 20, phones: 8 } as const

/** An enterprise of the register (企业名录), as a file or a site's seed says it. */
export interface Firm {
  /** Unified social credit code, normalised (GB 32100). */
  readonly code: string
  readonly name: string
  readonly industry: Industry
  readonly scale: FirmScale
  /** Empty: in no development zone. */
  readonly zone: DevelopmentZone | ''
  /** 绿色通道: its tickets go before others of the same urgency. */
  readonly green: boolean
  /** 首席服务官, the official who looks after it; empty: nobody. */
  readonly officer: string
  /** His number, normalised; empty: none. */
  readonly officerPhone: string
  /** Numbers its people call from, normalised. */
  readonly phones: readonly string[]
}

/** How a site's seats read an enterprise's name aloud in letters: the head of each syllable, and what is a letter or digit already. */
export const firmInitials = (name: string, toSyllables: (name: string) => readonly string[]): string =>
  toSyllables(name.normalize('NFKC'))
    .map((syllable) => (/^[a-z0-9]/.test(syllable) ? syllable.slice(0, 1) : ''))
    .join('')
