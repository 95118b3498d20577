import type { ExpertSummary } from '#shared/assistant/expert-summary.rules.ts'
import { Chinese } from '../../i18n/chinese.tsx'
import { useTexts } from '../../i18n/use-texts.ts'
import styles from '../caller-card.module.css'
import { askedInLines } from './asked-in.rules.ts'
import { askedInTexts } from './asked-in.texts.ts'

interface AskedInProps {
  readonly summary: ExpertSummary
  /** A ticket's type in words; telephony does not know them. */
  readonly sayType: (type: string) => string
}

/** What a consulted seat is asked for, shown from the first ring on. */
export function AskedIn({ summary, sayType }: AskedInProps) {
  const t = useTexts(askedInTexts)
  return (
    <section className={styles.card} aria-label={t('region')}>
      <h3 className={styles.head}>{t('region')}</h3>
      <dl className={styles.lines}>
        {askedInLines(summary, sayType).map(({ name, text }) => (
          <div key={name} className={styles.line}>
            <dt>{t(name)}</dt>
            <dd className={text === null ? styles.soft : undefined}>
              {text === null ? t(name === 'who' ? 'unknownWho' : 'unknown') : <Chinese>{text}</Chinese>}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
