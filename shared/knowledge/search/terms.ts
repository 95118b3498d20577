/** A term and where it stands in the text, `[start, end)` in UTF-16 units. */
export interface Term {
  readonly term: string
  readonly start: number
  readonly end: number
}

const run = /\p{Script=Han}+|(?:(?!\p{Script=Han})[\p{Letter}\p{Number}])+/gu
const han = /^\p{Script=Han}/u

/** Half-width, lower case; same length as the text wherever the text has no exotic forms, so that places stay true. */
export const normalise = (text: string): string => {
  const plain = text.normalize('NFKC').toLowerCase()
  return plain.length === text.length ? plain : text.toLowerCase()
}

/**
 * Visits the terms of a text. Chinese has no spaces: runs of Han characters give pairs of neighbours, a lone one itself; other words
 * stay whole. A callback, not a list: the index is built of millions of them.
 */
export function eachTerm(text: string, visit: (term: string, start: number) => void): void {
  for (const match of normalise(text).matchAll(run)) {
    const [word] = match
    if (word.length === 1 || !han.test(word)) visit(word, match.index)
    else for (let at = 0; at + 1 < word.length; at++) visit(word.slice(at, at + 2), match.index + at)
  }
}

/** The terms of a text with their places. */
export function termsOf(text: string): Term[] {
  const found: Term[] = []
  eachTerm(text, (term, start) => found.push({ term, start, end: start + term.length }))
  return found
}
