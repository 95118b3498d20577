import type { Ref } from 'react'
import type { TranscriptRow } from '#shared/contract/socket/topics.ts'
import { Chinese } from '../i18n/chinese.tsx'
import { useTexts } from '../i18n/use-texts.ts'
import { classNames } from '../ui/class-names.ts'
import { assistantTexts } from './assistant.texts.ts'
import { lineTime } from './assistant-view.rules.ts'
import styles from './transcript-region.module.css'

interface TranscriptLineProps {
  readonly line: TranscriptRow
  /** Number in the list, for a virtual list that measures its rows. */
  readonly index: number
  readonly measure?: Ref<HTMLLIElement> | undefined
}

/** One line: who, when, what; the caller's on the left, ours on the right. */
export function TranscriptLine({ line, index, measure }: TranscriptLineProps) {
  const t = useTexts(assistantTexts)
  return (
    <li
      ref={measure}
      data-index={index}
      className={classNames(styles.line, styles[line.role], !line.final && styles.interim)}
    >
      <p className={styles.meta}>
        <span className={styles.who}>{t(line.role)}</span> <span>{lineTime(line.startMs)}</span>
        {line.source === 'script' && (
          <span className={styles.tag} title={t('scriptHint')}>
            {t('script')}
          </span>
        )}
        {!line.final && <span className={styles.tag}>{t('interim')}</span>}
      </p>
      <p className={styles.text}>
        <Chinese>{line.text}</Chinese>
      </p>
    </li>
  )
}
