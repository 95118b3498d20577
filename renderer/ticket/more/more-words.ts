import { listOf, type MoreField, moreChoices, moreLists } from '#shared/ticket/more-values.ts'
import type { Language } from '../../i18n/texts.ts'
import type { TicketData } from '../ticket-data.ts'
import { type MoreKey, moreTexts } from './more.texts.ts'

/** A closed value's name in one language; anything else stays as it is. */
export function moreName(field: MoreField, value: string, language: Language): string {
  const key = `${field}.${value}`
  return key in moreTexts.en ? moreTexts[language][key as MoreKey] : value
}

/** A further value as people say it. */
export function moreText(
  field: MoreField,
  value: string,
  { data, language }: { readonly data: TicketData | null; readonly language: Language },
): string {
  if (!(moreLists as readonly string[]).includes(field)) return moreName(field, value, language)
  const names = listOf(value).map((one) =>
    field in moreChoices ? moreName(field, one, language) : (data?.units.get(one)?.path.join(' / ') ?? one),
  )
  return names.join(language === 'en' ? ', ' : '、')
}
