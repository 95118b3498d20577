import { type QueryTerm, queryTerms } from './query-terms.ts'
import { rarity, readPosting, termScore } from './score.ts'
import type { KnowledgeIndex, SearchableEntry } from './search-index.ts'
import { isShown, type ShownFilter } from './validity.rules.ts'

export interface SearchHit<E> {
  readonly entry: E
  readonly score: number
}

/** Hits given back at most. */
export const mostHits = 20
/** Share of the question's terms that a hit must hold: all of them loses natural questions. */
const requiredShare = 0.6
/** Share of the question's terms that any entry must know, else the question is about something else. */
const knownShare = 0.34

interface Tally {
  score: number
  said: number
}

/** Terms of the index that begin with a lone character: a question of one character has no pair. */
const widen = (index: KnowledgeIndex, terms: readonly QueryTerm[]): readonly QueryTerm[] => {
  const [only] = terms
  if (terms.length !== 1 || only === undefined || index.postings.has(only.term)) return terms
  const like = [...index.postings.keys()].filter((term) => term.startsWith(only.term)).slice(0, 200)
  return like.map((term) => ({ ...only, term }))
}

/**
 * Entries for a typed question, the best first, twenty at most. Rarest terms first: an entry that holds none of the rarest 40 % can't
 * reach the required share, so only those are gathered and the common terms merely add to them.
 */
export function searchKnowledge<E extends SearchableEntry>(
  index: KnowledgeIndex<E>,
  question: string,
  filter: ShownFilter,
): SearchHit<E>[] {
  const asked = queryTerms(question)
  const lone = asked.length === 1
  const terms = widen(index, asked).flatMap((term) => {
    const list = index.postings.get(term.term)
    return list ? [{ ...term, list }] : []
  })
  const said = terms.filter((term) => term.weight === 1).length
  const saidInAll = asked.filter((term) => term.weight === 1).length
  if (terms.length === 0 || (!lone && said < saidInAll * knownShare)) return []
  const required = lone ? 1 : Math.ceil(said * requiredShare)
  const tallies = new Map<number, Tally>()
  const sorted = terms.toSorted((a, b) => a.list.length - b.list.length)
  let seen = 0
  for (const { list, weight } of sorted) {
    const open = seen <= said - required
    if (weight === 1) seen++
    const rare = rarity(index.entries.length, list.length)
    for (const posting of list) gather(index, tallies, { posting, gain: rare * weight, open, said: weight === 1 })
  }
  return pick(index, tallies, { required, filter })
}

function gather(
  index: KnowledgeIndex,
  tallies: Map<number, Tally>,
  hit: { posting: number; gain: number; open: boolean; said: boolean },
): void {
  const { entry, weight } = readPosting(hit.posting)
  let tally = tallies.get(entry)
  if (!tally) {
    if (!hit.open) return
    tally = { score: 0, said: 0 }
    tallies.set(entry, tally)
  }
  tally.score += hit.gain * termScore(index, entry, weight)
  // A synonym stands for a word that was said: it counts towards the share as half a word.
  tally.said += hit.said ? 1 : 0.5
}

function pick<E extends SearchableEntry>(
  index: KnowledgeIndex<E>,
  tallies: ReadonlyMap<number, Tally>,
  { required, filter }: { required: number; filter: ShownFilter },
): SearchHit<E>[] {
  const hits: SearchHit<E>[] = []
  for (const [number, tally] of tallies) {
    const entry = index.entries[number]
    if (entry && tally.said >= required && isShown(entry, filter)) hits.push({ entry, score: tally.score })
  }
  return hits.sort((a, b) => b.score - a.score || (a.entry.id < b.entry.id ? -1 : 1)).slice(0, mostHits)
}
