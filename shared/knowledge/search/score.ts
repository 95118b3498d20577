import { type KnowledgeIndex, postingUnit } from './search-index.ts'

/** BM25's constants: a term's repetition soon counts no more; long entries lose a little. */
const saturation = 1.2
const lengthShare = 0.35

/** How much a term tells: rare terms most. @param documents entries that hold it */
export const rarity = (total: number, documents: number): number =>
  Math.log(1 + (total - documents + 0.5) / (documents + 0.5))

/** BM25's part for one posting. @param weight the term's weighted count in the entry */
export function termScore(index: KnowledgeIndex, entry: number, weight: number): number {
  const share = (index.lengths[entry] ?? 0) / index.averageLength
  return (weight * (saturation + 1)) / (weight + saturation * (1 - lengthShare + lengthShare * share))
}

/** Entry number and weighted count of a posting. */
export const readPosting = (posting: number): { entry: number; weight: number } => ({
  entry: Math.floor(posting / postingUnit),
  weight: posting % postingUnit,
})
