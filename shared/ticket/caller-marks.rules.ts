import { listOf, type MoreValues, moreChoices } from './more-values.ts'

/** Risk tags (敏感标签) that are about who called, not about the matter. */
const conduct = ['threat', 'emotion', 'harassment'] as const

/** What is known of a caller before a word is said: special groups (特殊群体), and how earlier calls went. Field and value, as in MoreValues. */
export const callerMarks = [
  ...moreChoices.callerTags.map((tag) => `callerTags.${tag}` as const),
  ...conduct.map((tag) => `riskTags.${tag}` as const),
] as const
export type CallerMark = (typeof callerMarks)[number]

/** The marks of a caller by what its tickets say besides; each once, in the order above. A mark tells how to talk, never whether to. */
export function marksOf(tickets: readonly MoreValues[]): readonly CallerMark[] {
  const said = new Set(
    tickets.flatMap(({ callerTags, riskTags }) => [
      ...listOf(callerTags).map((tag) => `callerTags.${tag}`),
      ...listOf(riskTags).map((tag) => `riskTags.${tag}`),
    ]),
  )
  return callerMarks.filter((mark) => said.has(mark))
}
