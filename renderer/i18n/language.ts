import { type Language, languages } from './texts.ts'

const isLanguage = (text: string | null): text is Language => languages.some((language) => language === text)

/**
 * The language to begin with: `?lang=` forces it, then what was chosen before, then the first of the browser's that we speak, else Chinese.
 * @param search the address's query, e.g. `?lang=en`
 * @param chosen what the person chose before, null when nothing
 */
export function initialLanguage(search: string, chosen: string | null, preferred: readonly string[]): Language {
  const forced = new URLSearchParams(search).get('lang')
  if (isLanguage(forced)) return forced
  if (isLanguage(chosen)) return chosen
  for (const tag of preferred) {
    const base = tag.toLowerCase().split('-')[0]
    if (base === 'zh') return 'zh-CN'
    if (base === 'en') return 'en'
  }
  return 'zh-CN'
}
