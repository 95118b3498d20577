import type { DraftSummary } from '#shared/assistant/judge.ts'
import { type HeardSegment, hearSegment, type TranscriptLine } from '#shared/assistant/transcript.rules.ts'
import type { TopicPublisher } from '../ports/topics.ts'
import type { Db } from '../storage/query.ts'
import { type EntryById, suggestionRows, transcriptRow } from './rows.ts'
import { isJudged, type Judging, judgeLine, replayTalk, silentTalk, type Talk } from './talk.ts'
import { loadTranscript, storeLine } from './transcript.repository.ts'

export interface TalksParts {
  readonly db: Db
  readonly publisher: TopicPublisher
  readonly judging: Judging
  readonly entryById: EntryById
  readonly draftOf: (callId: string) => Promise<DraftSummary>
  readonly onError: (error: unknown) => void
}

/** The talks that go on, each in its own order. */
export interface Talks {
  /** @param answeredAt ms since the epoch */
  hear(callId: string, answeredAt: number, segment: HeardSegment): void
  /** The talk as it stands, from memory or from the stored lines. */
  read(callId: string): Promise<Talk>
  /** The call is long over: what is in memory of it goes. */
  forget(callId: string): void
  /** Resolves once all that was heard so far is stored. */
  settled(): Promise<void>
}

interface OpenTalk {
  talk: Talk
  /** Work on this talk, one piece after the other. */
  tail: Promise<void>
}

/** Opens no talk yet; the first segment of a call loads what was stored of it. */
export function createTalks(parts: TalksParts): Talks {
  const open = new Map<string, OpenTalk>()

  const restore = async (callId: string): Promise<Talk> =>
    replayTalk(parts.judging, await loadTranscript(parts.db, callId), await parts.draftOf(callId))

  const opened = (callId: string): OpenTalk => {
    const known = open.get(callId)
    if (known) return known
    const fresh: OpenTalk = { talk: silentTalk, tail: Promise.resolve() }
    fresh.tail = restore(callId)
      .then((talk) => {
        fresh.talk = talk
      })
      .catch(parts.onError)
    open.set(callId, fresh)
    return fresh
  }
  const take = async (callId: string, answeredAt: number, segment: HeardSegment) => {
    const one = opened(callId)
    const heard = hearSegment(one.talk.transcript, segment, answeredAt)
    if (!heard) return
    const talk = { ...one.talk, transcript: heard.transcript }
    const placed = isJudged(heard.line)
      ? judgeLine(parts.judging, talk, heard.line, await parts.draftOf(callId))
      : one.talk.placed
    say(callId, heard.line, { before: one.talk, after: { ...talk, placed } })
    one.talk = { ...talk, placed }
    if (heard.line.final) await storeLine(parts.db, callId, segment, heard.line)
  }
  const say = (callId: string, line: TranscriptLine, { before, after }: { before: Talk; after: Talk }) => {
    parts.publisher.publish({ name: 'transcript', id: callId }, [transcriptRow(line)])
    if (after.placed === before.placed) return
    const ranks = new Set(after.placed.map((one) => one.rank))
    const gone = before.placed.filter((one) => !ranks.has(one.rank)).map((one) => String(one.rank))
    parts.publisher.publish({ name: 'suggestions', id: callId }, suggestionRows(after.placed, parts.entryById), gone)
  }
  return {
    hear(callId, answeredAt, segment) {
      const one = opened(callId)
      one.tail = one.tail.then(() => take(callId, answeredAt, segment)).catch(parts.onError)
    },
    async read(callId) {
      const one = open.get(callId)
      if (!one) return restore(callId)
      await one.tail
      return one.talk
    },
    forget: (callId) => void open.delete(callId),
    settled: async () => {
      await Promise.all([...open.values()].map((one) => one.tail))
    },
  }
}
