import { Chinese } from '../i18n/chinese.tsx'
import { useTexts } from '../i18n/use-texts.ts'
import { knowledgeTexts } from './knowledge.texts.ts'
import styles from './knowledge-page.module.css'

interface TopListProps {
  readonly tops: readonly string[]
  readonly chosen: string | null
  readonly onChoose: (top: string) => void
}

/** The twelve subjects, to browse without a question. */
export function TopList({ tops, chosen, onChoose }: TopListProps) {
  const t = useTexts(knowledgeTexts)
  return (
    <ul className={styles.tops} aria-label={t('tops')}>
      {tops.map((top) => (
        <li key={top}>
          <button type="button" className={styles.top} aria-pressed={top === chosen} onClick={() => onChoose(top)}>
            <Chinese>{top}</Chinese>
          </button>
        </li>
      ))}
    </ul>
  )
}
