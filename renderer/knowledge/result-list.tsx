import type { KnowledgeEntry } from '#shared/contract/knowledge.schema.ts'
import { Chinese } from '../i18n/chinese.tsx'
import { useTexts } from '../i18n/use-texts.ts'
import { knowledgeTexts } from './knowledge.texts.ts'
import styles from './knowledge-page.module.css'

interface ResultListProps {
  readonly entries: readonly KnowledgeEntry[]
  readonly chosenId: string | null
  readonly onChoose: (entry: KnowledgeEntry) => void
}

/** The entries found, each one press away. */
export function ResultList({ entries, chosenId, onChoose }: ResultListProps) {
  const t = useTexts(knowledgeTexts)
  return (
    <>
      <p className={styles.count} role="status">
        {t('count', { count: entries.length })}
      </p>
      <ul className={styles.results} aria-label={t('results')}>
        {entries.map((entry) => (
          <li key={entry.id}>
            <button
              type="button"
              className={styles.result}
              aria-current={entry.id === chosenId ? 'true' : undefined}
              onClick={() => onChoose(entry)}
            >
              <span className={styles.resultQuestion}>
                <Chinese>{entry.question}</Chinese>
              </span>
              <span className={styles.resultMeta}>
                <Chinese>{`${entry.path[2]} · ${entry.ownerUnit} · ${entry.id}`}</Chinese>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </>
  )
}
