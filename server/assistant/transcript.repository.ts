import {
  type HeardSegment,
  type Transcript,
  type TranscriptLine,
  utteranceKey,
} from '#shared/assistant/transcript.rules.ts'
import type { Db } from '../storage/query.ts'

/** Stores a final line; one that is stored already stays as it is. */
export async function storeLine(
  db: Db,
  callId: string,
  heard: Pick<HeardSegment, 'sipCallId' | 'leg' | 'utterance'>,
  line: TranscriptLine,
): Promise<void> {
  await db
    .insertInto('transcript_lines')
    .values({
      call_id: callId,
      seq: line.seq,
      sip_call_id: heard.sipCallId,
      leg: heard.leg,
      utterance: heard.utterance,
      start_ms: Math.round(line.startMs),
      end_ms: Math.round(line.endMs),
      text: line.text,
      source: line.source,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** The stored lines of a call, oldest first. */
export async function loadTranscript(db: Db, callId: string): Promise<Transcript> {
  const rows = await db
    .selectFrom('transcript_lines')
    .selectAll()
    .where('call_id', '=', callId)
    .orderBy('seq')
    .execute()
  return new Map(
    rows.map((row) => {
      const key = utteranceKey({ sipCallId: row.sip_call_id, leg: row.leg, utterance: row.utterance })
      const line: TranscriptLine = {
        seq: row.seq,
        utteranceKey: key,
        role: row.leg,
        startMs: row.start_ms,
        endMs: row.end_ms,
        text: row.text,
        final: true,
        source: row.source,
      }
      return [key, line] as const
    }),
  )
}
