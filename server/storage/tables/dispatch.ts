import type { DispatchHours } from '#shared/ticket/dispatch/dispatch-row.ts'

/** What was done with a file of rules, or refused: rows are only ever added, each holds the hash of the one before. */
export interface DispatchImportsTable {
  seq: number
  /** The catalogue's version afterwards. */
  version: number
  outcome: 'imported' | 'unchanged' | 'refused'
  /** Canonical JSON of who, when, which file, what of it. */
  entry: string
  prev: string
  /** SHA-256 of `prev` and `entry`, hex. */
  hash: string
}

/** The version in force and the trail's end, in one row: locked while a file is taken in. */
export interface DispatchHeadTable {
  id: number
  version: number
  /** SHA-256 of the rows in force, hex. */
  digest: string
  seq: number
  hash: string
}

/** A row of a version; versions stay. */
export interface DispatchRulesTable {
  version: number
  line: number
  matter: string
  place: string
  hours: DispatchHours
  lead: string
  /** JSON array. */
  assisting: string
  basis: string
  valid_from: string
  valid_to: string
}

export interface DispatchTables {
  dispatch_imports: DispatchImportsTable
  dispatch_head: DispatchHeadTable
  dispatch_rules: DispatchRulesTable
}
