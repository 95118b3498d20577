import { type KnowledgeEntry, knowledgeEntrySchema } from '#shared/contract/knowledge.schema.ts'
import { findForTalk, type TalkHit, type WeightedLine } from '#shared/knowledge/search/find-for-talk.ts'
import { buildKnowledgeIndex } from '#shared/knowledge/search/search-index.ts'
import { searchKnowledge } from '#shared/knowledge/search/search-knowledge.ts'
import { isShown, type ShownFilter } from '#shared/knowledge/search/validity.rules.ts'

/** The entries, checked and indexed. */
export interface KnowledgeBase {
  byId(id: string): KnowledgeEntry | undefined
  /** The best first, 20 at most. */
  search(question: string, filter: ShownFilter): readonly KnowledgeEntry[]
  /** All that are shown of a top-level dimension. */
  ofTop(top: string, filter: ShownFilter): readonly KnowledgeEntry[]
  forTalk(lines: readonly WeightedLine[], filter: ShownFilter): readonly TalkHit[]
}

/** An entry that breaks the schema, or an id used twice: the program must not start with it. */
export class BadKnowledge extends Error {
  override readonly name = 'BadKnowledge'
}

function parseEntry(raw: unknown, number: number): KnowledgeEntry {
  const parsed = knowledgeEntrySchema.safeParse(raw)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw new BadKnowledge(`knowledge entry ${number}: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`)
}

/** Checks every entry and builds the index. Throws BadKnowledge, naming entry and field. */
export function openKnowledgeBase(raw: readonly unknown[]): KnowledgeBase {
  const entries = raw.map(parseEntry)
  const byId = new Map(entries.map((entry) => [entry.id, entry]))
  if (byId.size < entries.length) {
    const twice = entries.find((entry) => byId.get(entry.id) !== entry)
    throw new BadKnowledge(`knowledge entry ${twice?.id ?? ''}: id used twice`)
  }
  const index = buildKnowledgeIndex(entries)
  return {
    byId: (id) => byId.get(id),
    search: (question, filter) => searchKnowledge(index, question, filter).map((hit) => hit.entry),
    ofTop: (top, filter) => entries.filter((entry) => entry.path[0] === top && isShown(entry, filter)),
    forTalk: (lines, filter) => findForTalk(index, lines, filter),
  }
}
