import type { CallRow } from '#shared/contract/socket/topics.ts'
import { Chinese } from '../i18n/chinese.tsx'
import { formatClock, formatMoment } from '../i18n/format.ts'
import { useTexts } from '../i18n/use-texts.ts'
import styles from './caller-card.module.css'
import { telephonyTexts } from './telephony.texts.ts'

interface HandedByProps {
  readonly handedBy: NonNullable<CallRow['handedBy']>
}

/** Who had the call before, and what that seat had written: nobody asks the citizen twice. */
export function HandedBy({ handedBy: { seat, at, draft } }: HandedByProps) {
  const t = useTexts(telephonyTexts)
  const title = t('handedBy', { seat })
  return (
    <section className={styles.card} aria-label={title}>
      <h3 className={styles.head}>
        {title} <time title={formatMoment(at)}>{formatClock(at)}</time>
      </h3>
      {draft ? <Draft draft={draft} /> : <p className={styles.soft}>{t('handedEmpty')}</p>}
    </section>
  )
}

function Draft({ draft }: { readonly draft: NonNullable<HandedByProps['handedBy']['draft']> }) {
  const lines = [
    [draft.title, styles.title],
    [[draft.matter, draft.place].filter(Boolean).join(' · '), styles.soft],
    [draft.content, styles.written],
    [draft.ticketNo ?? '', styles.soft],
  ] as const
  return lines
    .filter(([text]) => text !== '')
    .map(([text, look]) => (
      <p key={text} className={look}>
        <Chinese>{text}</Chinese>
      </p>
    ))
}
