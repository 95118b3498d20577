import type { Role } from '#shared/seat/seat-state.ts'
import type { TopicSources } from '../ports/topics.ts'
import type { Db } from '../storage/query.ts'
import { type EntryById, suggestionRows, transcriptRows } from './rows.ts'
import type { MayReadCall } from './suggestion.handlers.ts'
import type { Talks } from './talks.ts'

/** Transcript and suggestions of a call: for its seat, for who is consulted about it now, and for leads; nobody else. */
export function createAssistantTopics(deps: {
  readonly db: Db
  readonly talks: Talks
  readonly mayRead: MayReadCall
  readonly entryById: EntryById
}): Pick<TopicSources, 'transcript' | 'suggestions'> {
  const allow = (reader: { seat: string; role: Role }, callId: string): Promise<boolean> =>
    deps.mayRead(deps.db, callId, reader)
  return {
    transcript: { allow, load: async (callId) => transcriptRows((await deps.talks.read(callId)).transcript) },
    suggestions: {
      allow,
      load: async (callId) => suggestionRows((await deps.talks.read(callId)).placed, deps.entryById),
    },
  }
}
