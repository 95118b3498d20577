import type { moreChoices } from './more-values.ts'

/** What a draft calls the language its caller speaks. */
type CallerLanguage = (typeof moreChoices.lang)[number]

/** BCP 47. `zh` with nothing more is a dialect: which one is not asked. */
const tags: Readonly<Record<CallerLanguage, string>> = {
  mandarin: 'cmn',
  dialect: 'zh',
  english: 'en',
  japanese: 'ja',
  korean: 'ko',
  other: '',
}

/** A draft's language as another hotline is told it; '' for another one and for none. */
export const languageTag = (lang: string): string => (Object.hasOwn(tags, lang) ? tags[lang as CallerLanguage] : '')
