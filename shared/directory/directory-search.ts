import { createPathIndex, type PathIndex, type PathItem } from '../kit/path-search.ts'
import type { ToSyllables } from '../kit/pinyin.ts'
import type { DirectoryEntry } from './entry.ts'
import { matterFit } from './serves.rules.ts'
import { typedNumber } from './typed-number.rules.ts'

/** Somebody found. `matter`: found because the entry is for this leaf of the demand tree; null: by its own words or number. */
export interface FoundEntry {
  readonly id: string
  readonly matter: string | null
}

/** Finds entries by what a person types. */
export interface DirectorySearch {
  /** Best first; an empty query finds nothing. */
  search(query: string, limit: number): readonly FoundEntry[]
}

/** What a name adds to its organisation's: 市民政局值班席 is the 值班席 of 市民政局, and found by 市民政局 no sooner than its expert. */
const ownPart = ({ name, unit }: DirectoryEntry): string =>
  name.startsWith(unit) && name.length > unit.length ? name.slice(unit.length) : name

/** Matters a query may mean; more would find nearly everybody by chance initials. */
const mostMatters = 4

/**
 * By name, other names, organisation or number, in characters, pinyin, initials or a mixture; a number typed whole comes first of all.
 * Then by the matters that the query may mean. Ties keep the given order.
 * @param matters index of the demand tree's leaves; null: not there yet, then matters find nobody
 */
export function createDirectorySearch(
  entries: readonly DirectoryEntry[],
  toSyllables: ToSyllables,
  matters: PathIndex<PathItem> | null,
): DirectorySearch {
  const byNumber = new Map(entries.map((entry) => [entry.number, entry.id]))
  const index = createPathIndex(
    entries.map((entry) => ({
      id: entry.id,
      path: [entry.unit, ownPart(entry)],
      aliases: [...entry.aliases, entry.number],
    })),
    toSyllables,
  )
  const forMatter = (matter: string): readonly FoundEntry[] =>
    entries
      .map((entry, order) => ({ id: entry.id, fit: matterFit(entry, matter), order }))
      .filter(({ fit }) => fit > 0)
      .sort((a, b) => b.fit - a.fit || a.order - b.order)
      .map(({ id }) => ({ id, matter }))
  return {
    search(query, limit) {
      if (query.trim() === '') return []
      const digits = typedNumber(query)
      const whole = digits === null ? undefined : byNumber.get(digits)
      // Digits in whatever form are compared bare, as the entries' numbers are.
      const named = index.search(digits ?? query, limit).map(({ id }) => ({ id, matter: null }))
      const meant = digits === null ? (matters?.search(query, mostMatters) ?? []) : []
      const found = new Map<string, FoundEntry>()
      const all = [...(whole === undefined ? [] : [{ id: whole, matter: null }]), ...named]
      for (const one of [...all, ...meant.flatMap(({ id }) => forMatter(id))])
        if (!found.has(one.id)) found.set(one.id, one)
      return [...found.values()].slice(0, limit)
    },
  }
}
