import type { SuggestionRow } from '#shared/contract/socket/topics.ts'

/** The suggestion that Alt+`n` uses: the one in place `n`; undefined when the place is empty. @param n 1 to 9 */
export const suggestionForKey = (rows: readonly SuggestionRow[], n: number): SuggestionRow | undefined =>
  rows.find((row) => row.rank === n)

/** Time of a line as people read it: `0:07`, `12:40`. @param ms since the answer */
export function lineTime(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000))
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}
