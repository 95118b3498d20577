import type { DirectoryRow } from '#shared/contract/socket/topics.ts'
import { type ListGroup, listGroups } from '#shared/directory/directory-list.rules.ts'
import type { FoundEntry } from '#shared/directory/directory-search.ts'
import { type EntrySuggestion, suggestEntries, type TicketAtHand } from '#shared/directory/suggest-entries.rules.ts'
import { typedNumber } from '#shared/directory/typed-number.rules.ts'

/** The directory as the panel lists it. */
export interface DirectoryListing {
  readonly groups: readonly ListGroup[]
  /** In the order of the groups: who stands higher comes first among those found equally well. */
  readonly entries: readonly DirectoryRow[]
  readonly because: ReadonlyMap<string, EntrySuggestion['because']>
}

/** A line of the list. */
export type ListLine =
  | { readonly kind: 'head'; readonly group: ListGroup['group'] }
  | {
      readonly kind: 'entry'
      readonly id: string
      /** Why it is suggested. */
      readonly because: EntrySuggestion['because'] | null
      /** The matter it was found by. */
      readonly matter: string | null
    }
  | { readonly kind: 'dial'; readonly number: string }

/** A line that can be chosen. */
export type OptionLine = Exclude<ListLine, { kind: 'head' }>

/** Arranges the rows for a panel that opens now. */
export function listDirectory(
  rows: readonly DirectoryRow[],
  now: {
    readonly favourites: ReadonlySet<string>
    readonly ticket: TicketAtHand
    readonly own: string
    /** Whether a caller can be sent to a queue now. */
    readonly withQueues: boolean
  },
): DirectoryListing {
  const others = rows.filter(({ number, kind }) => number !== now.own && (now.withQueues || kind !== 'queue'))
  const suggestions = suggestEntries(others, now.ticket)
  const groups = listGroups(others, now.favourites, suggestions)
  const byId = new Map(others.map((row) => [row.id, row]))
  return {
    groups,
    entries: groups.flatMap(({ ids }) => ids).flatMap((id) => byId.get(id) ?? []),
    because: new Map(suggestions.map(({ id, because }) => [id, because])),
  }
}

/** The lines before anything is typed. */
export const groupLines = ({ groups, because }: DirectoryListing): readonly ListLine[] =>
  groups.flatMap(({ group, ids }): ListLine[] => [
    { kind: 'head', group },
    ...ids.map(
      (id): ListLine => ({
        kind: 'entry',
        id,
        because: group === 'suggested' ? (because.get(id) ?? null) : null,
        matter: null,
      }),
    ),
  ])

/**
 * The lines for what was typed. A number that is nobody's can be dialled, after those it is a part of.
 * @param own the seat's number: it can't be dialled
 */
export function foundLines(
  found: readonly FoundEntry[],
  query: string,
  { entries, own }: { readonly entries: readonly DirectoryRow[]; readonly own: string },
): readonly OptionLine[] {
  const number = typedNumber(query)
  const known = number === null || number === own || entries.some((entry) => entry.number === number)
  const lines = found.map(({ id, matter }): OptionLine => ({ kind: 'entry', id, because: null, matter }))
  return known ? lines : [...lines, { kind: 'dial', number }]
}
