import type { Understood } from '#shared/contract/rest/tickets.schema.ts'
import { Chinese } from '../../i18n/chinese.tsx'
import { useTexts } from '../../i18n/use-texts.ts'
import styles from './narrow.module.css'
import { narrowTexts } from './narrow.texts.ts'

/** What the typed text was taken for, beside its box. */
export function UnderstoodText({ read }: { readonly read: Understood }) {
  const t = useTexts(narrowTexts)
  if (read.by === 'all') return null
  if (read.by !== 'words')
    return (
      <span className={styles.read}>{t(read.by === 'digits' && read.phone ? 'read.phone' : `read.${read.by}`)}</span>
    )
  return (
    <span className={styles.read} title={t('read.wordsHint')}>
      {t('read.words')} <Chinese>{read.words.join(' · ')}</Chinese>
    </span>
  )
}
