/** What a speech engine says of one leg; see the contract's speech segment. Times are ms since the epoch. */
export interface HeardSegment {
  readonly sipCallId: string
  readonly leg: 'caller' | 'agent' | 'expert'
  readonly utterance: number
  readonly startedAt: number
  readonly endedAt: number
  readonly text: string
  readonly final: boolean
  readonly source: 'engine' | 'script'
}

/** One line of a talk. Times are ms since the answer. */
export interface TranscriptLine {
  readonly seq: number
  /** The engine's own name of it. */
  readonly utteranceKey: string
  readonly role: 'caller' | 'agent' | 'expert'
  readonly startMs: number
  readonly endMs: number
  readonly text: string
  readonly final: boolean
  readonly source: 'engine' | 'script'
}

/** The lines of a talk by the engine's name of them, in the order they began to be heard. */
export type Transcript = ReadonlyMap<string, TranscriptLine>

/** Names an utterance. A call that was taken up again has a new Call-ID, and its engine may count from nought again. */
export const utteranceKey = (heard: Pick<HeardSegment, 'sipCallId' | 'leg' | 'utterance'>): string =>
  `${heard.leg}/${heard.utterance}/${heard.sipCallId}`

/** Interim lines may be lost in a restart: numbers have gaps then, and are never used twice. */
const nextSeq = (transcript: Transcript): number =>
  Math.max(-1, ...[...transcript.values()].map((line) => line.seq)) + 1

/**
 * Takes a segment in. A later interim text or the final one replaces an interim one of the same utterance; what comes after the final
 * one, or is older than what is there, changes nothing.
 * @param answeredAt ms since the epoch
 * @returns the line as it is now, or null when nothing changed
 */
export function hearSegment(
  transcript: Transcript,
  heard: HeardSegment,
  answeredAt: number,
): { readonly transcript: Transcript; readonly line: TranscriptLine } | null {
  const key = utteranceKey(heard)
  const known = transcript.get(key)
  const endMs = Math.max(0, heard.endedAt - answeredAt)
  if (known && (known.final || (!heard.final && endMs < known.endMs))) return null
  const startMs = Math.min(endMs, known ? known.startMs : Math.max(0, heard.startedAt - answeredAt))
  const line: TranscriptLine = {
    seq: known ? known.seq : nextSeq(transcript),
    utteranceKey: key,
    role: heard.leg,
    startMs,
    endMs,
    text: heard.text,
    final: heard.final,
    source: heard.source,
  }
  return { transcript: new Map(transcript).set(key, line), line }
}

/** The lines in the order they began to be heard. */
export const linesOf = (transcript: Transcript): TranscriptLine[] =>
  [...transcript.values()].sort((a, b) => a.seq - b.seq)
