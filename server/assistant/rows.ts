import type { Placed } from '#shared/assistant/suggestion-ranks.rules.ts'
import { linesOf, type Transcript, type TranscriptLine } from '#shared/assistant/transcript.rules.ts'
import type { KnowledgeEntry } from '#shared/contract/knowledge.schema.ts'
import type { SuggestionRow, TranscriptRow } from '#shared/contract/socket/topics.ts'

/** An entry by its id; undefined: it is not there any more. */
export type EntryById = (id: string) => KnowledgeEntry | undefined

/** A line's key: rows sort by it. */
export const lineKey = (seq: number): string => String(seq).padStart(6, '0')

export function transcriptRow(line: TranscriptLine): readonly [string, TranscriptRow] {
  const { utteranceKey: _key, ...row } = line
  return [lineKey(line.seq), row]
}

export const transcriptRows = (transcript: Transcript): (readonly [string, TranscriptRow])[] =>
  linesOf(transcript).map(transcriptRow)

/** The rows of the places, keyed by rank. */
export function suggestionRows(placed: readonly Placed[], entryById: EntryById): (readonly [string, SuggestionRow])[] {
  return placed.flatMap(({ rank, proposal }) => {
    const entry = entryById(proposal.entryId)
    if (!entry) return []
    const { id, confidence, because, seq } = proposal
    return [[String(rank), { id, kind: 'knowledge', rank, confidence, because: [...because], seq, entry }] as const]
  })
}
