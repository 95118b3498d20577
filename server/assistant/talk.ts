import type { DraftSummary, Judge, Proposal, TalkLine } from '#shared/assistant/judge.ts'
import { type Placed, settleRanks } from '#shared/assistant/suggestion-ranks.rules.ts'
import { linesOf, type Transcript, type TranscriptLine } from '#shared/assistant/transcript.rules.ts'

/** The pipeline: small judges, each on its own. One that throws is left out, and said so. */
export interface Judging {
  readonly judges: readonly Judge[]
  readonly onError: (error: unknown) => void
}

/** What is known of one talk. */
export interface Talk {
  readonly transcript: Transcript
  readonly placed: readonly Placed[]
}

export const silentTalk: Talk = { transcript: new Map(), placed: [] }

const toTalkLine = ({ seq, role, text, startMs }: TranscriptLine): TalkLine => ({ seq, role, text, startMs })

function ask({ judges, onError }: Judging, lines: readonly TalkLine[], draft: DraftSummary): Proposal[] {
  const proposals = judges.flatMap((judge) => {
    try {
      return judge(lines, draft)
    } catch (error) {
      onError(error)
      return []
    }
  })
  return proposals.sort((a, b) => b.confidence - a.confidence)
}

/** The judges go by what the caller has said to its end. */
export const isJudged = (line: TranscriptLine): boolean => line.final && line.role === 'caller'

/** The places after a line; one that is not judged changes nothing. */
export function judgeLine(judging: Judging, talk: Talk, line: TranscriptLine, draft: DraftSummary): readonly Placed[] {
  if (!isJudged(line)) return talk.placed
  const heard = linesOf(talk.transcript).filter((one) => one.final && one.seq <= line.seq)
  return settleRanks(talk.placed, ask(judging, heard.map(toTalkLine), draft))
}

/** The talk as it stands after its stored lines: the same judges, line after line, give the same places. */
export function replayTalk(judging: Judging, transcript: Transcript, draft: DraftSummary): Talk {
  let talk: Talk = { transcript, placed: [] }
  for (const line of linesOf(transcript)) talk = { ...talk, placed: judgeLine(judging, talk, line, draft) }
  return talk
}
