import { type DirectoryEntry, type EntryKind, entryKinds } from './entry.ts'
import type { EntrySuggestion } from './suggest-entries.rules.ts'

/** A part of the list with its heading. */
export interface ListGroup {
  readonly group: 'favourite' | 'suggested' | EntryKind
  readonly ids: readonly string[]
}

/** The list as it stands before anything is typed: favourites, suggestions for the ticket, then the rest by kind. Everybody stands once. */
export function listGroups(
  entries: readonly DirectoryEntry[],
  favourites: ReadonlySet<string>,
  suggestions: readonly EntrySuggestion[],
): readonly ListGroup[] {
  const known = new Set(entries.map(({ id }) => id))
  const first = entries.filter(({ id }) => favourites.has(id)).map(({ id }) => id)
  const second = suggestions.map(({ id }) => id).filter((id) => known.has(id) && !favourites.has(id))
  const above = new Set([...first, ...second])
  const rest = entryKinds.map((kind) => ({
    group: kind,
    ids: entries.filter((entry) => entry.kind === kind && !above.has(entry.id)).map(({ id }) => id),
  }))
  const groups: readonly ListGroup[] = [
    { group: 'favourite', ids: first },
    { group: 'suggested', ids: second },
    ...rest,
  ]
  return groups.filter(({ ids }) => ids.length > 0)
}
