import type { Generated } from 'kysely'

/** The recording of one leg; its sound is in the recording store. */
export interface RecordingsTable {
  recording_id: string
  call_id: string
  /** Whose phone recorded it. */
  seat: string
  leg_id: string
  /** When the leg was answered, ms since the epoch. */
  started_at: number
  ms: number
  /** RecordingSpan[] as JSON. */
  spans: string
  /** How many chunks each channel has, as JSON; null: not ended, or cut off. */
  chunks: string | null
  ended_at: number | null
  /** The sound was deleted by rule. */
  deleted_at: number | null
}

/** Who played what and why, and what the rule deleted. Rows are only ever added. */
export interface RecordingActsTable {
  act_id: Generated<number>
  at: number
  /** null: the rule. */
  seat: string | null
  act: 'play' | 'refused' | 'damaged' | 'delete'
  access_id: string
  recording_id: string
  call_id: string
  reason: string
}

export interface RecordingTables {
  recordings: RecordingsTable
  recording_acts: RecordingActsTable
}
