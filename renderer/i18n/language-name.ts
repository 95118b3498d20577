import type { Language } from './texts.ts'

/** A language in words of the interface; where nobody has a word for it, its tag. @param tag BCP 47 */
export function languageName(tag: string, language: Language): string {
  try {
    return new Intl.DisplayNames([language], { type: 'language' }).of(tag) ?? tag
  } catch {
    // Not of the form of a tag: it came from outside.
    return tag
  }
}
