/** A piece of a text, marked when it is one of the words. `at` is where it begins. */
export interface MarkedPart {
  readonly at: number
  readonly text: string
  readonly marked: boolean
}

/** Cuts a text at the words, so that they can be shown as the reason. Longer words win where they overlap; letters are found in either case. */
export function markWords(text: string, words: readonly string[]): MarkedPart[] {
  const wanted = words.filter((word) => word !== '').toSorted((a, b) => b.length - a.length)
  const parts: MarkedPart[] = []
  let plain = 0
  let at = 0
  while (at < text.length) {
    const word = wanted.find((one) => isSame(text.slice(at, at + one.length), one))
    if (word === undefined) {
      at += 1
      continue
    }
    if (at > plain) parts.push({ at: plain, text: text.slice(plain, at), marked: false })
    parts.push({ at, text: text.slice(at, at + word.length), marked: true })
    at += word.length
    plain = at
  }
  if (plain < text.length) parts.push({ at: plain, text: text.slice(plain), marked: false })
  return parts
}

const isSame = (piece: string, word: string): boolean => piece === word || piece.toLowerCase() === word.toLowerCase()
