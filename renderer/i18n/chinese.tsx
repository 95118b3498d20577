import { useLanguage } from './use-texts.ts'

const han = /\p{Script=Han}/u

/** The `lang` of an element with this data in it, e.g. of a control by its value; undefined: the page's own language. */
export function useDataLanguage(data: string): 'zh-CN' | undefined {
  const language = useLanguage()
  return language === 'en' && han.test(data) ? 'zh-CN' : undefined
}

/** Chinese data inside the English interface carries its language, so that screen readers and fonts take it right. */
export function Chinese({ children }: { readonly children: string }) {
  const lang = useDataLanguage(children)
  return lang ? <span lang={lang}>{children}</span> : children
}
