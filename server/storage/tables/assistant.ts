import type { Generated } from 'kysely'

/** What was said in calls: final lines only, each once. Times in ms since the call's answer. */
export interface TranscriptLinesTable {
  line_id: Generated<number>
  call_id: string
  seq: number
  /** With leg and utterance, the speech engine's own name of the line: told twice, it is stored once. */
  sip_call_id: string
  leg: 'caller' | 'agent' | 'expert'
  utterance: number
  start_ms: number
  end_ms: number
  text: string
  source: 'engine' | 'script'
}

/** Suggestions that were used, once a call each. */
export interface SuggestionUsesTable {
  call_id: string
  suggestion_id: string
  seat: string
  at: number
}

export interface AssistantTables {
  transcript_lines: TranscriptLinesTable
  suggestion_uses: SuggestionUsesTable
}
