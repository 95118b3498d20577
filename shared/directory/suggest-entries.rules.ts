import type { DirectoryEntry, EntryKind } from './entry.ts'
import { matterFit, placeFit } from './serves.rules.ts'

/** The ticket at hand as far as it is written: codes of the demand tree and of the divisions; empty: not said yet. */
export interface TicketAtHand {
  readonly matter: string
  readonly place: string
}

/** Who could help, and what of the ticket says so. */
export interface EntrySuggestion {
  readonly id: string
  readonly because: 'matter' | 'place' | 'both'
}

/** Most that are suggested: a glance, not a list to read. */
export const mostSuggestions = 5

/** Who knows most first, where all else is equal. */
const kindOrder: readonly EntryKind[] = ['expert', 'zone', 'department', 'seat', 'city', 'interpreter', 'queue']

/**
 * Entries for the ticket's matter and place, the closest first; ties keep the directory's order. One that is for other places is never
 * suggested, and one for no particular matter only where the place is its own.
 */
export function suggestEntries(
  entries: readonly DirectoryEntry[],
  { matter, place }: TicketAtHand,
): readonly EntrySuggestion[] {
  return entries
    .map((entry, order) => {
      const byMatter = matter === '' ? 0 : matterFit(entry, matter)
      const byPlace = placeFit(entry, place)
      const general = entry.matters.length === 0
      const fits = byPlace > 0 && (byMatter > 0 || (general && byPlace > 1))
      const because = byMatter > 0 ? (byPlace > 1 ? 'both' : 'matter') : 'place'
      return {
        id: entry.id,
        because,
        fits,
        score: byMatter * 10 + byPlace,
        kind: kindOrder.indexOf(entry.kind),
        order,
      } as const
    })
    .filter(({ fits }) => fits)
    .sort((one, other) => other.score - one.score || one.kind - other.kind || one.order - other.order)
    .slice(0, mostSuggestions)
    .map(({ id, because }) => ({ id, because }))
}
