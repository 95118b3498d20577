import { useLanguage, useTexts } from '../i18n/use-texts.ts'
import { Marked } from '../ui/marked.tsx'
import { assistantTexts } from './assistant.texts.ts'
import styles from './suggestion-card.module.css'

/** Why: the caller's line with the words that led here marked, or the words alone. */
export function SuggestionReason(props: { readonly line: string | undefined; readonly words: readonly string[] }) {
  const t = useTexts(assistantTexts)
  const language = useLanguage()
  const { words } = props
  const line =
    props.line !== undefined && words.some((word) => props.line?.includes(word)) ? props.line : words.join(' ')
  return (
    <p className={styles.reason}>
      <span className={styles.label}>{t('why')}</span>{' '}
      <q lang={language === 'en' ? 'zh-CN' : undefined}>
        <Marked text={line} words={words} />
      </q>
    </p>
  )
}
