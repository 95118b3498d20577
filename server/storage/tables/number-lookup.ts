import type { Generated } from 'kysely'

/** Somebody looked tickets or enterprises up by a telephone number. */
export interface NumberLookupsTable {
  seq: Generated<number>
  at: number
  seat: string
  role: string
  /** Keyed, as of the tickets. */
  phone_hash: string
  /** Tickets or enterprises on the page that was shown. */
  found: number
}

/** Tables of lookups. */
export interface NumberLookupTables {
  number_lookups: NumberLookupsTable
}
