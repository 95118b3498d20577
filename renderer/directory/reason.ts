import type { TicketAtHand } from '#shared/directory/suggest-entries.rules.ts'
import type { PathIndex, PathItem } from '#shared/kit/path-search.ts'
import type { CallKey, Translate } from '../i18n/texts.ts'
import type { directoryTexts } from './directory.texts.ts'
import type { OptionLine } from './listing.rules.ts'
import type { KnownWords } from './use-directory.ts'

type Key = CallKey<keyof (typeof directoryTexts)['en']>

const leafOf = (index: PathIndex<PathItem> | null, id: string): string => index?.get(id)?.path.at(-1) ?? ''

/** Why a line is there, in words: the matter it was found by, or what of the ticket suggests it. */
export function reasonOf(
  line: OptionLine,
  { t, ticket, words }: { t: Translate<Key>; ticket: TicketAtHand; words: KnownWords | null },
): string | null {
  if (line.kind === 'dial' || words === null) return null
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
