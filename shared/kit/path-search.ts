import { createNameMatcher, type Name, type NameMatcher, wordLimit } from './name-match.ts'
import type { ToSyllables } from './pinyin.ts'

/** Something found by its path: the leaf is the last name. `id` is unique in its index. */
export interface PathItem {
  readonly id: string
  readonly path: readonly string[]
  /** Other names of the leaf; found after its own name, never shown as the path. */
  readonly aliases?: readonly string[]
}

/** Finds items by characters, pinyin, initials or a mixture, anywhere on the path; best first. An empty query gives the first items in order. */
export interface PathIndex<Item extends PathItem> {
  search(query: string, limit: number): readonly Item[]
  get(id: string): Item | undefined
}

interface Entry<Item> {
  readonly item: Item
  /** Above the leaf, the top first. */
  readonly above: readonly Name[]
  readonly leaf: Name
  readonly aliases: readonly Name[]
}

const fold = (text: string): string => text.normalize('NFKC').toLowerCase()

/** Whether the word fits from a name above on, going on at the start of a later name where one is left: 河东路灯 finds 河东区 / 路灯. */
function rankOnPath(match: NameMatcher, above: readonly Name[], leaf: Name): number | null {
  let fromStart = 0
  let fromAnywhere = 0
  for (const name of above) {
    fromStart |= match.goOn(name, fromStart) | match.startingFirst(name)
    fromAnywhere |= match.goOn(name, fromAnywhere) | match.startingAnywhere(name)
  }
  if (match.isWhole(fromStart | match.goOn(leaf, fromStart))) return 6
  return match.isWhole(fromAnywhere | match.goOn(leaf, fromAnywhere)) ? 7 : null
}

/** Rank of one word, lower is better: 0–2 the leaf itself (all of it, its start, inside), 3–5 an alias, 6–7 the path; null: fits nowhere. */
function rankOfWord(match: NameMatcher, entry: Entry<unknown>): number | null {
  const own = match.rank(entry.leaf)
  if (own !== null) return own
  let best: number | null = null
  for (const alias of entry.aliases) {
    const rank = match.rank(alias)
    if (rank !== null && (best === null || rank + 3 < best)) best = rank + 3
  }
  if (best !== null) return best
  for (const leaf of [entry.leaf, ...entry.aliases]) {
    const rank = rankOnPath(match, entry.above, leaf)
    if (rank !== null && (best === null || rank < best)) best = rank
  }
  return best
}

function rankOf(matchers: readonly NameMatcher[], entry: Entry<unknown>): number | null {
  let sum = 0
  for (const match of matchers) {
    const rank = rankOfWord(match, entry)
    if (rank === null) return null
    sum += rank
  }
  return sum
}

/**
 * Builds the index (6,000 paths in some tens of milliseconds). Words of a query are separated by spaces or slashes, all must fit.
 * Order: by rank, then the shorter path, then the given order.
 */
export function createPathIndex<Item extends PathItem>(
  items: readonly Item[],
  toSyllables: ToSyllables,
): PathIndex<Item> {
  const known = new Map<string, Name>()
  const toName = (text: string): Name => {
    const made = known.get(text) ?? { chars: Array.from(fold(text)), syllables: toSyllables(text) }
    known.set(text, made)
    return made
  }
  const entries = items.map((item): Entry<Item> => {
    const names = item.path.map(toName)
    const leaf = names[names.length - 1] ?? toName('')
    return { item, above: names.slice(0, -1), leaf, aliases: (item.aliases ?? []).map(toName) }
  })
  const byId = new Map(items.map((item) => [item.id, item]))
  return {
    get: (id) => byId.get(id),
    search(query, limit) {
      const words = fold(query)
        .split(/[\s/>›·]+/)
        .filter((word) => word !== '')
      if (words.length === 0) return items.slice(0, limit)
      const matchers = words.map((word) => createNameMatcher(word.slice(0, wordLimit)))
      const found: { rank: number; depth: number; order: number; item: Item }[] = []
      entries.forEach((entry, order) => {
        const rank = rankOf(matchers, entry)
        if (rank !== null) found.push({ rank, depth: entry.above.length, order, item: entry.item })
      })
      found.sort((a, b) => a.rank - b.rank || a.depth - b.depth || a.order - b.order)
      return found.slice(0, limit).map((one) => one.item)
    },
  }
}
