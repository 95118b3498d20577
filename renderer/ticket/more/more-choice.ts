import { createPathIndex, type PathItem } from '#shared/kit/path-search.ts'
import type { ToSyllables } from '#shared/kit/pinyin.ts'
import { type MoreChoiceField, moreChoices } from '#shared/ticket/more-values.ts'
import type { Language } from '../../i18n/texts.ts'
import type { ComboBoxOption, ComboBoxSearch } from '../../ui/use-combo-box.ts'
import { moreName } from './more-words.ts'

/** The closed values of a further field, found by characters, pinyin or their name in the other language. */
export function createMoreSearch(
  field: MoreChoiceField,
  language: Language,
  toSyllables: ToSyllables | null,
): ComboBoxSearch {
  const other = language === 'en' ? 'zh-CN' : 'en'
  const items = moreChoices[field].map((id): PathItem & ComboBoxOption => ({
    id,
    path: [moreName(field, id, language)],
    aliases: [moreName(field, id, other)],
  }))
  const index = createPathIndex(items, toSyllables ?? ((name) => Array.from(name.toLowerCase())))
  return (query, limit) => index.search(query, limit)
}
