import type { DirectoryRow } from '#shared/contract/socket/topics.ts'
import type { TicketAtHand } from '#shared/directory/suggest-entries.rules.ts'
import type { PathIndex, PathItem } from '#shared/kit/path-search.ts'
import type { CallKey, Translate } from '../i18n/texts.ts'
import type { directoryTexts } from './directory.texts.ts'
import type { OptionLine } from './listing.rules.ts'
import type { KnownWords } from './use-directory.ts'

type Key = CallKey<keyof (typeof directoryTexts)['en']>

const leafOf = (index: PathIndex<PathItem> | null, id: string): string => index?.get(id)?.path.at(-1) ?? ''

/** Nodes of the demand tree that are named in one line. */
const mostNodes = 3

/** What an entry is for: the names of its nodes of the demand tree; the first leaf of a node knows the node's name. */
export function serves({ matters }: Pick<DirectoryRow, 'matters'>, words: KnownWords | null): string {
  const names = matters.slice(0, mostNodes).map((node) => {
    const fixed = node.replace(/(00)+$/, '')
    return words?.matters?.get(fixed.padEnd(6, '01'))?.path[fixed.length / 2 - 1] ?? ''
  })
  const known = names.filter((name) => name !== '')
  return known.join('、') + (matters.length > mostNodes && known.length > 0 ? ' …' : '')
}

/** Why a line is there, in words: the matter it was found by, or what of the ticket suggests it. */
export function reasonOf(
  line: Extract<OptionLine, { kind: 'entry' }>,
  { t, ticket, words }: { t: Translate<Key>; ticket: TicketAtHand; words: KnownWords | null },
): string | null {
  if (words === null) return null
  if (line.matter !== null) return t('byMatter', { matter: leafOf(words.matters, line.matter) })
  const [matter, place] = [leafOf(words.matters, ticket.matter), leafOf(words.places, ticket.place)]
  switch (line.because) {
    case 'matter':
      return t('byMatter', { matter })
    case 'place':
      return t('byPlace', { place })
    case 'both':
      return t('byBoth', { matter, place })
    default:
      return null
  }
}
