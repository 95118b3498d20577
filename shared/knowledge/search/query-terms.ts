import { withoutFillers } from './fillers.ts'
import { synonymsIn } from './synonyms.ts'
import { normalise, termsOf } from './terms.ts'

/** A term of a question: its weight, and where its words stand in the text. */
export interface QueryTerm {
  readonly term: string
  /** 1 for a word that was said, less for a synonym of one. */
  readonly weight: number
  readonly start: number
  readonly end: number
}

const synonymWeight = 0.6

/** The terms of a question without its fillers, each once, those that were said before those that stand for them. */
export function queryTerms(text: string): QueryTerm[] {
  const bare = withoutFillers(normalise(text))
  const found = new Map<string, QueryTerm>()
  for (const { term, start, end } of termsOf(bare))
    if (!found.has(term)) found.set(term, { term, weight: 1, start, end })
  for (const { word, start, end } of synonymsIn(bare))
    for (const { term } of termsOf(word))
      if (!found.has(term)) found.set(term, { term, weight: synonymWeight, start, end })
  return [...found.values()]
}
