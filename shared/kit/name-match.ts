/** One name, ready to compare: its characters in lower case, and the syllable of each. */
export interface Name {
  readonly chars: readonly string[]
  readonly syllables: readonly string[]
}

/** Longest word compared: what was matched so far is kept as bits of one number. */
export const wordLimit = 30

/**
 * Fits one word of a query to names. A position of a name takes its character or any head of its syllable (l, lu for 路).
 * Masks say how far the word is used up: bit n set means its first n letters are.
 */
export interface NameMatcher {
  /** 0 the word is the whole name (or its syllables or initials), 1 its start, 2 inside it; null: does not fit. */
  rank(name: Name): number | null
  /** Where the word may stand after starting at the name's first character. */
  startingFirst(name: Name): number
  /** The same after starting at any of its characters. */
  startingAnywhere(name: Name): number
  /** Where it may stand after going on, from any bit of `mask`, at the name's first character. */
  goOn(name: Name, mask: number): number
  isWhole(mask: number): boolean
}

/** Bits reachable when position `at` of the name and those after it take the word from letter `from` on. */
function reach(word: string, name: Name, at: number, from: number): number {
  const char = name.chars[at]
  if (char === undefined || from >= word.length) return 0
  if (word.startsWith(char, from)) {
    const next = from + char.length
    return (1 << next) | reach(word, name, at + 1, next)
  }
  const syllable = name.syllables[at] ?? ''
  let mask = 0
  for (let taken = 1; taken <= syllable.length && word[from + taken - 1] === syllable[taken - 1]; taken += 1)
    mask |= (1 << (from + taken)) | reach(word, name, at + 1, from + taken)
  return mask
}

function remember<Key>(memory: Map<Key, number>, key: Key, compute: () => number): number {
  const known = memory.get(key)
  if (known !== undefined) return known
  const made = compute()
  memory.set(key, made)
  return made
}

/** Makes a matcher for one word (lower case, at most `wordLimit` letters). Names are remembered: paths share them. */
export function createNameMatcher(word: string): NameMatcher {
  const whole = 1 << word.length
  const first = new Map<Name, number>()
  const anywhere = new Map<Name, number>()
  const later = new Map<Name, Map<number, number>>()
  const startingFirst = (name: Name): number => remember(first, name, () => reach(word, name, 0, 0))
  const startingAnywhere = (name: Name): number =>
    remember(anywhere, name, () => name.chars.reduce((mask, _, at) => mask | reach(word, name, at, 0), 0))
  const step = (name: Name, mask: number): number => {
    let result = 0
    for (let from = 1; from < word.length; from += 1) if (mask & (1 << from)) result |= reach(word, name, 0, from)
    return result
  }
  return {
    startingFirst,
    startingAnywhere,
    goOn(name, mask) {
      if (mask === 0) return 0
      const ofName = later.get(name) ?? new Map<number, number>()
      later.set(name, ofName)
      return remember(ofName, mask, () => step(name, mask))
    },
    isWhole: (mask) => (mask & whole) !== 0,
    rank(name) {
      if (startingFirst(name) & whole) return isAll(word, name) ? 0 : 1
      return startingAnywhere(name) & whole ? 2 : null
    },
  }
}

const isAll = (word: string, name: Name): boolean =>
  word === name.chars.join('') ||
  word === name.syllables.join('') ||
  word === name.syllables.map((syllable) => syllable.slice(0, 1)).join('')
