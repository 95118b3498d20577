import type { DraftSummary, Judge, TalkLine } from '#shared/assistant/judge.ts'
import { linesOf } from '#shared/assistant/transcript.rules.ts'
import type { Clock } from '#shared/kit/clock.ts'
import type { CommandHandlers } from '../ports/command.ts'
import type { TopicPublisher, TopicSources } from '../ports/topics.ts'
import type { Db } from '../storage/query.ts'
import { createAssistantTopics } from './assistant-topics.ts'
import type { EntryById } from './rows.ts'
import { type CallOfSpeech, createSpeechIntake, type SpeechIntake } from './speech-intake.ts'
import { type MayReadCall, suggestionHandlers } from './suggestion.handlers.ts'
import { createTalks } from './talks.ts'

export interface AssistantParts {
  readonly db: Db
  readonly clock: Clock
  readonly publisher: TopicPublisher
  /** By Call-ID header. */
  readonly findCall: (sipCallId: string) => CallOfSpeech | undefined
  readonly mayRead: MayReadCall
  readonly judges: readonly Judge[]
  readonly entryById: EntryById
  /** What is known of the ticket being written in a call. */
  readonly draftOf: (callId: string) => Promise<DraftSummary>
  readonly onError: (error: unknown) => void
  /** Segments were given up: their call never came. */
  readonly onLost: (segments: number) => void
}

/** Hears talks, keeps their transcripts and makes suggestions. */
export interface Assistant {
  readonly intake: SpeechIntake
  readonly handlers: Pick<CommandHandlers, 'suggestion.use'>
  readonly topics: Pick<TopicSources, 'transcript' | 'suggestions'>
  /** What was said in a call so far. */
  linesOf(callId: string): Promise<readonly TalkLine[]>
  /** The call is long over. */
  forget(callId: string): void
  /** Resolves once what was heard is stored. Close before the database. */
  close(): Promise<void>
}

/** Opens the assistant. */
export function openAssistant(parts: AssistantParts): Assistant {
  const { db, publisher, entryById, draftOf, onError } = parts
  const judging = { judges: parts.judges, onError }
  const talks = createTalks({ db, publisher, judging, entryById, draftOf, onError })
  const intake = createSpeechIntake({ clock: parts.clock, findCall: parts.findCall, talks, onLost: parts.onLost })
  return {
    intake,
    handlers: suggestionHandlers(parts),
    topics: createAssistantTopics({ db, talks, mayRead: parts.mayRead, entryById }),
    linesOf: async (callId) => linesOf((await talks.read(callId)).transcript),
    forget: talks.forget,
    async close() {
      intake.close()
      await talks.settled()
    },
  }
}
