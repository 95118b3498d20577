import type { SuggestionRow } from '#shared/contract/socket/topics.ts'

/** The suggestion that Alt+`n` uses: the one in place `n`; undefined when the place is empty. @param n 1 to 9 */
export const suggestionForKey = (rows: readonly SuggestionRow[], n: number): SuggestionRow | undefined =>
  rows.find((row) => row.rank === n)

/** Time of a line as people read it: `0:07`, `12:40`. @param ms since the answer */
export function lineTime(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000))
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}

/** A piece of a text, marked when it is one of the words. `at` is where it begins. */
export interface MarkedPart {
  readonly at: number
  readonly text: string
  readonly marked: boolean
}

/** Cuts a text at the words, so that they can be shown as the reason. Longer words win where they overlap. */
export function markWords(text: string, words: readonly string[]): MarkedPart[] {
  const wanted = words.filter((word) => word !== '').toSorted((a, b) => b.length - a.length)
  const parts: MarkedPart[] = []
  let plain = 0
  let at = 0
  while (at < text.length) {
    const word = wanted.find((one) => text.startsWith(one, at))
    if (word === undefined) {
      at += 1
      continue
    }
    if (at > plain) parts.push({ at: plain, text: text.slice(plain, at), marked: false })
    parts.push({ at, text: word, marked: true })
    at += word.length
    plain = at
  }
  if (plain < text.length) parts.push({ at: plain, text: text.slice(plain), marked: false })
  return parts
}
