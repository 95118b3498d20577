import type { Language } from '../i18n/texts.ts'
import { type ChoiceKey, choiceName, choiceTexts } from './choice.texts.ts'
import { isMoreField } from './field-name.ts'
import { moreText } from './more/more-words.ts'
import type { TicketData } from './ticket-data.ts'

/** A closed value's name; a value this program does not know stays as it is. */
function nameOf(field: string, value: string, language: Language): string {
  const key = `${field}.${value}`
  return key in choiceTexts.en ? choiceName(key as ChoiceKey, language) : value
}

const pathOf = (item: { readonly path: readonly string[] } | undefined, code: string): string =>
  item?.path.join(' / ') ?? code

interface Words {
  readonly data: TicketData | null
  readonly language: Language
  readonly yes: string
  readonly no: string
}

/** A ticket's value as people say it. */
export function factText(field: string, value: string | boolean, { data, language, yes, no }: Words): string {
  if (isMoreField(field)) return moreText(field, String(value), { data, language })
  if (typeof value === 'boolean') return value ? yes : no
  if (field === 'matter') return pathOf(data?.matters.get(value), value)
  if (field === 'place') return pathOf(data?.places.get(value), value)
  if (field === 'leadUnit') return pathOf(data?.units.get(value), value)
  return nameOf(field, value, language)
}
