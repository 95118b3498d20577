import type { DraftSummary, Judge, Proposal, TalkLine } from './judge.ts'
import { isSmallTalk } from './small-talk.rules.ts'

/** An entry that the talk leads to, as search finds it. `line` is the number of the line in the question. */
export interface FoundEntry {
  readonly id: string
  readonly score: number
  /** Whether one of the entry's keywords was said whole. */
  readonly keyword: boolean
  /** Share, 0 to 1, of what the known words of the talk tell that the entry holds. */
  readonly coverage: number
  readonly words: readonly string[]
  readonly line: number
}

/** Search as a port: lines with their weights in, entries out, the best first. */
export type FindEntries = (
  lines: readonly { readonly text: string; readonly weight: number }[],
  draft: DraftSummary,
) => readonly FoundEntry[]

/** Weights of the caller's last lines, the newest first: what was said a minute ago still counts, but less. */
const lineWeights = [1, 0.85, 0.6, 0.4]
/** Below this nothing is proposed. */
export const confidenceFloor = 0.33
/** An entry much weaker than the best is noise beside it. */
const leastOfBest = 0.55
const most = 5
/** Score at which strength is one half; calibrated on the labelled talks (tests/unit/shared/assistant). */
const halfScore = 13
const keywordShare = 0.08

/**
 * How sure, 0 to 1: how much was found, and how much of what was said it is. A long line that shares two words with an entry
 * scores like a short one that is all about it; the coverage tells them apart. A keyword said whole is rarely chance.
 */
export function confidenceOf({ score, coverage, keyword }: Pick<FoundEntry, 'score' | 'coverage' | 'keyword'>): number {
  const found = (score / (score + halfScore)) * (0.4 + 0.9 * coverage)
  return Math.min(0.99, found + (keyword ? keywordShare : 0))
}

const callersLines = (talk: readonly TalkLine[]): readonly TalkLine[] =>
  talk.filter((line) => line.role === 'caller' && !isSmallTalk(line.text)).slice(-lineWeights.length)

/** Proposes knowledge entries from the caller's last lines. */
export function createKnowledgeJudge(find: FindEntries): Judge {
  return (talk, draft) => {
    const lines = callersLines(talk)
    if (lines.length === 0) return []
    const newest = lines.length - 1
    const found = find(
      lines.map((line, number) => ({ text: line.text, weight: lineWeights[newest - number] ?? 0 })),
      draft,
    )
    const best = found[0]?.score ?? 0
    return found
      .filter((entry) => entry.score >= best * leastOfBest)
      .map((entry): Proposal => {
        const confidence = Math.round(confidenceOf(entry) * 100) / 100
        const seq = lines[entry.line]?.seq ?? 0
        return {
          id: `knowledge:${entry.id}`,
          source: 'knowledge',
          entryId: entry.id,
          confidence,
          because: entry.words,
          seq,
        }
      })
      .filter((proposal) => proposal.confidence >= confidenceFloor)
      .slice(0, most)
  }
}
