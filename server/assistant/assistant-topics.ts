import type { Role } from '#shared/seat/seat-state.ts'
import type { TopicSources } from '../ports/topics.ts'
import type { Db } from '../storage/query.ts'
import { type EntryById, suggestionRows, transcriptRows } from './rows.ts'
import type { SeatOfCall } from './suggestion.handlers.ts'
import type { Talks } from './talks.ts'

/** Transcript and suggestions of a call: for the call's seat and for leads, nobody else. */
export function createAssistantTopics(deps: {
  readonly db: Db
  readonly talks: Talks
  readonly seatOf: SeatOfCall
  readonly entryById: EntryById
}): Pick<TopicSources, 'transcript' | 'suggestions'> {
  const allow = async (reader: { seat: string; role: Role }, callId: string): Promise<boolean> => {
    const owner = await deps.seatOf(deps.db, callId)
    return owner !== null && (reader.role === 'lead' || owner === reader.seat)
  }
  return {
    transcript: { allow, load: async (callId) => transcriptRows((await deps.talks.read(callId)).transcript) },
    suggestions: {
      allow,
      load: async (callId) => suggestionRows((await deps.talks.read(callId)).placed, deps.entryById),
    },
  }
}
