import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { interfaceTexts } from './i18n.ts'
import { type Language, languages, type Texts, type Translate } from './texts.ts'

const register = (texts: Texts<string>): void => {
  for (const language of languages)
    if (!interfaceTexts.hasResourceBundle(language, texts.name))
      interfaceTexts.addResourceBundle(language, texts.name, texts[language])
}

/** The texts of a domain in the language of the interface; the component renders again when the language changes. */
export function useTexts<Key extends string>(texts: Texts<Key>): Translate<Key> {
  register(texts)
  const { t } = useTranslation(texts.name, { i18n: interfaceTexts })
  return useMemo<Translate<Key>>(() => (key, values) => t(key, { ...values }), [t])
}

/** The language of the interface. */
export function useLanguage(): Language {
  const { i18n } = useTranslation(undefined, { i18n: interfaceTexts })
  return i18n.language === 'en' ? 'en' : 'zh-CN'
}
