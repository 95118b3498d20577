import { createInstance, type i18n } from 'i18next'
import { initReactI18next } from 'react-i18next'
import type { Language } from './texts.ts'

const storageKey = 'lianxian.language'

const instance: i18n = createInstance()
// Synchronous: the resources are in the bundle, and a component may ask before any promise could settle.
void instance.use(initReactI18next).init({
  lng: 'zh-CN',
  fallbackLng: false,
  resources: {},
  keySeparator: false,
  nsSeparator: false,
  initAsync: false,
  interpolation: { escapeValue: false },
  react: { useSuspense: false },
})

/** The one i18next instance. Components use `useTexts`; only composition roots touch this. */
export const interfaceTexts = instance

/** Sets the interface's language and the page's `lang`. */
export function setLanguage(language: Language): void {
  void instance.changeLanguage(language)
  document.documentElement.lang = language
}

/** Sets it and remembers it for this browser. */
export function chooseLanguage(language: Language): void {
  localStorage.setItem(storageKey, language)
  setLanguage(language)
}

/** What was chosen in this browser before; null when nothing. */
export const chosenLanguage = (): string | null => localStorage.getItem(storageKey)
