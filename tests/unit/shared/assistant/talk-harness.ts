import type { TalkLine } from '#shared/assistant/judge.ts'
import { createKnowledgeJudge } from '#shared/assistant/knowledge-judge.ts'
import { type Placed, settleRanks } from '#shared/assistant/suggestion-ranks.rules.ts'
import { type KnowledgeEntry, knowledgeEntrySchema } from '#shared/contract/knowledge.schema.ts'
import { rawEntries } from '#shared/knowledge/data/raw-entries.ts'
import { findForTalk } from '#shared/knowledge/search/find-for-talk.ts'
import { buildKnowledgeIndex } from '#shared/knowledge/search/search-index.ts'

export const entries: readonly KnowledgeEntry[] = rawEntries.map((raw) => knowledgeEntrySchema.parse(raw))
export const index = buildKnowledgeIndex(entries)
const day = '2026-11-23'
const judge = createKnowledgeJudge((lines, draft) => findForTalk(index, lines, { day, area: draft.area }))

/** What stands on the places after each line of the caller. */
export function suggestionsAfter(lines: readonly string[]): Placed[][] {
  const talk: TalkLine[] = []
  let placed: Placed[] = []
  return lines.map((text, seq) => {
    talk.push({ seq, role: 'caller', text, startMs: seq * 5000 })
    placed = settleRanks(placed, judge(talk, { area: null }))
    return placed
  })
}
