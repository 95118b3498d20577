import type { Generated } from 'kysely'
import type { DevelopmentZone, FirmScale, Industry } from '#shared/kit/firm-values.ts'

/** An enterprise of the register. */
export interface EnterprisesTable {
  /** Unified social credit code. */
  code: string
  name: string
  /** Heads of the name's syllables, small letters. */
  initials: string
  industry: Industry
  scale: FirmScale
  zone: DevelopmentZone | ''
  green: boolean
  officer: string
  /** Sealed. */
  officer_phone: string
  /** ms since the epoch. */
  updated_at: number
  /** ms since the epoch: when it was taken off the register; null: it is on it. */
  removed_at: number | null
}

/** A number an enterprise's people call from. */
export interface EnterpriseNumbersTable {
  code: string
  /** Among the enterprise's numbers, from 0. */
  place: number
  /** Keyed, as of the tickets. */
  phone_hash: string
  /** Sealed. */
  phone: string
}

/** What was done with the register, and what was refused. Rows are only ever added. */
export interface EnterpriseActsTable {
  act_id: Generated<number>
  /** null: it was about a file. */
  code: string | null
  at: number
  seat: string
  act: 'import' | 'reveal' | 'remove'
  /** JSON: of a file its name and counts, of a look and a removal its reason; no numbers. */
  said: string
  refused: string | null
}

/** Tables of the register. */
export interface EnterpriseTables {
  enterprises: EnterprisesTable
  enterprise_numbers: EnterpriseNumbersTable
  enterprise_acts: EnterpriseActsTable
}
