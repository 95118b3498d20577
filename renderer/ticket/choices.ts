import { createPathIndex, type PathItem } from '#shared/kit/path-search.ts'
import type { ToSyllables } from '#shared/kit/pinyin.ts'
import { callerKinds, declineReasons, handlings, ticketTypes, urgencies } from '#shared/ticket/ticket-values.ts'
import type { Language } from '../i18n/texts.ts'
import type { ComboBoxOption, ComboBoxSearch } from '../ui/use-combo-box.ts'
import { type ChoiceKey, choiceName } from './choice.texts.ts'

const valuesOf = {
  type: ticketTypes,
  urgency: urgencies,
  callerKind: callerKinds,
  handling: handlings,
  declineReason: declineReasons,
} as const

/** Fields whose values are a short closed list. */
export type ChoiceField = keyof typeof valuesOf

/** One such list as a combo box takes it. */
export interface Choice {
  readonly search: ComboBoxSearch
  option(id: string): ComboBoxOption | null
}

interface ChoiceItem extends PathItem, ComboBoxOption {}

/**
 * The list in one language. Every name is also found in the other language: people who write English still say 求助.
 * @param toSyllables null until the readings are there: then by characters alone
 */
export function createChoice(field: ChoiceField, language: Language, toSyllables: ToSyllables | null): Choice {
  const other = language === 'en' ? 'zh-CN' : 'en'
  const items = valuesOf[field].map((id): ChoiceItem => {
    const key = `${field}.${id}` as ChoiceKey
    const alias = choiceName(key, other)
    const item = { id, path: [choiceName(key, language)], aliases: [alias] }
    return language === 'en' ? { ...item, hint: alias } : item
  })
  const index = createPathIndex(items, toSyllables ?? ((name) => Array.from(name.toLowerCase())))
  return { search: (query, limit) => index.search(query, limit), option: (id) => index.get(id) ?? null }
}
