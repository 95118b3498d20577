import type { Generated } from 'kysely'
import type { HandoverTo } from '#shared/handover/handover.ts'

/** What one seat handed over at the end of its shift. Times are ms since the epoch. */
export interface HandoversTable {
  handover_id: string
  seat: string
  to_kind: HandoverTo['kind']
  to_name: string
  text: string
  /** JSON of the ids of callback tasks. */
  tasks: string
  /** JSON of the ids of ticket drafts. */
  drafts: string
  at: number
  accepted_by: string | null
  accepted_at: number | null
  /** JSON of what went along (`StoredPassed`); null: not accepted. */
  passed: string | null
}

/** What was done with hand-overs, and what was refused. Rows are only ever added. */
export interface HandoverActsTable {
  act_id: Generated<number>
  /** null: it was refused before there was one. */
  handover_id: string | null
  at: number
  seat: string
  act: 'write' | 'accept'
  /** JSON of the command's words; of an acceptance, what went along and what did not. */
  said: string
  refused: string | null
}

export interface HandoverTables {
  handovers: HandoversTable
  handover_acts: HandoverActsTable
}
