import { createPathIndex } from '#shared/kit/path-search.ts'
import type { ToSyllables } from '#shared/kit/pinyin.ts'
import { type Phrase, type PhraseCase, type PhraseKind, phraseFit, rankPhrases } from '#shared/ticket/phrase/phrase.ts'
import type { ComboBoxOption } from '../../ui/use-combo-box.ts'

/** How much of its text stands beside a phrase's title, characters. */
const hintLength = 26

interface SearchParts {
  readonly phrases: readonly Phrase[]
  readonly draft: PhraseCase
  readonly kindName: (kind: PhraseKind) => string
  readonly toSyllables: ToSyllables
}

/** Finds phrases by kind and title, in characters, pinyin or initials; without a query, those that fit the draft, the best first. */
export function searchPhrases(
  { phrases, draft, kindName, toSyllables }: SearchParts,
  query: string,
  limit: number,
): ComboBoxOption[] {
  const ranked = rankPhrases(phrases, draft)
  const items = ranked.map((phrase) => ({ id: phrase.phraseId, path: [kindName(phrase.kind), phrase.title], phrase }))
  const found =
    query.trim() === ''
      ? items.filter(({ phrase }) => phraseFit(phrase, draft) !== null).slice(0, limit)
      : createPathIndex(items, toSyllables).search(query, limit)
  return found.map(({ id, path, phrase: { text } }) => ({
    id,
    path,
    hint: text.length > hintLength ? `${text.slice(0, hintLength)}…` : text,
  }))
}
