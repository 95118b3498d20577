import { withoutFillers } from './fillers.ts'
import { queryTerms } from './query-terms.ts'
import { rarity, readPosting, termScore } from './score.ts'
import type { KnowledgeIndex, SearchableEntry } from './search-index.ts'
import { normalise } from './terms.ts'
import { isShown, type ShownFilter } from './validity.rules.ts'
import { joinSpans, leadingLine, type Span, wordsOf } from './word-spans.ts'

/** A line of a talk; `weight` 1 for the newest, less for older ones. */
export interface WeightedLine {
  readonly text: string
  readonly weight: number
}

/** An entry that a talk leads to. */
export interface TalkHit {
  readonly id: string
  /** Sum of BM25 over the lines, weighted, with a bonus for keywords said whole. */
  readonly score: number
  /** Whether one of the entry's keywords was said whole. */
  readonly keyword: boolean
  /** Share, 0 to 1, of what the talk's words tell that this entry holds. */
  readonly coverage: number
  /** The words of the talk that led here, verbatim, the most telling first. */
  readonly words: readonly string[]
  /** Number in `lines` of the line that gave most. */
  readonly line: number
}

interface Tally {
  score: number
  mass: number
  pairs: number
  keyword: boolean
  readonly spans: Span[]
}
type Tallies = Map<number, Tally>

/** Entries that share only a word or two with the talk are noise. */
const mostTalkHits = 10
/** What a keyword said whole is worth, times its rarity: an editor chose it to stand for the entry. */
const keywordBonus = 1.3
/** Words that no entry knows speak a little against every entry: the talk may be about something else. */
const unknownShare = 0.08
/** Pairs an entry must share with the talk, unless a keyword was said whole: one pair alone is chance. */
const leastPairs = 2

const tallyOf = (tallies: Tallies, entry: number): Tally => {
  const tally = tallies.get(entry) ?? { score: 0, mass: 0, pairs: 0, keyword: false, spans: [] }
  tallies.set(entry, tally)
  return tally
}

/** Adds the pairs of one line to the tallies. @returns what the words of the line tell in all */
function tallyTerms(index: KnowledgeIndex, tallies: Tallies, { text, weight: lineWeight }: WeightedLine, line: number) {
  let told = 0
  for (const { term, weight, start, end } of queryTerms(text)) {
    const list = index.postings.get(term)
    if (!list) {
      if (weight === 1) told += unknownShare * rarity(index.entries.length, 1) * lineWeight
      continue
    }
    const rare = rarity(index.entries.length, list.length) * weight * lineWeight
    if (weight === 1) told += rare
    for (const posting of list) {
      const { entry, weight: count } = readPosting(posting)
      const gain = rare * termScore(index, entry, count)
      const tally = tallyOf(tallies, entry)
      tally.score += gain
      tally.pairs++
      // Words of the answer's body alone tell less than those of the question and its spoken forms.
      tally.mass += count > 1 ? rare : rare / 2
      tally.spans.push({ line, start, end, gain })
    }
  }
  return told
}

function tallyKeywords(index: KnowledgeIndex, tallies: Tallies, { text, weight }: WeightedLine, line: number): void {
  const said = withoutFillers(normalise(text))
  for (const [word, bearers] of index.keywords) {
    const start = said.indexOf(word)
    if (start < 0) continue
    const gain = rarity(index.entries.length, bearers.length) * weight * keywordBonus
    for (const entry of bearers) {
      const tally = tallyOf(tallies, entry)
      tally.score += gain
      tally.keyword = true
      tally.spans.push({ line, start, end: start + word.length, gain })
    }
  }
}

/** Entries that fit what was said, the best first. Pure; the caller weighs the lines and judges how sure it is. */
export function findForTalk<E extends SearchableEntry>(
  index: KnowledgeIndex<E>,
  lines: readonly WeightedLine[],
  filter: ShownFilter,
): TalkHit[] {
  const tallies: Tallies = new Map()
  let told = 0
  for (const [number, line] of lines.entries()) {
    told += tallyTerms(index, tallies, line, number)
    tallyKeywords(index, tallies, line, number)
  }
  const best = [...tallies].sort((a, b) => b[1].score - a[1].score || a[0] - b[0])
  const hits = best.flatMap(([number, { score, mass, pairs, keyword, spans }]): TalkHit[] => {
    const entry = index.entries[number]
    if (!entry || !isShown(entry, filter) || (!keyword && pairs < leastPairs)) return []
    const words = wordsOf(lines, joinSpans(spans))
    const coverage = Math.min(1, mass / Math.max(told, 1e-9))
    return [{ id: entry.id, score, keyword, coverage, words, line: leadingLine(spans) }]
  })
  return hits.slice(0, mostTalkHits)
}
