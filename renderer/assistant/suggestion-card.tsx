import { useId, useState } from 'react'
import type { SuggestionRow } from '#shared/contract/socket/topics.ts'
import { Chinese } from '../i18n/chinese.tsx'
import { useLanguage, useTexts } from '../i18n/use-texts.ts'
import { Button } from '../ui/button.tsx'
import { CheckIcon } from '../ui/icons/marks.tsx'
import { assistantTexts } from './assistant.texts.ts'
import styles from './suggestion-card.module.css'
import { SuggestionFacts } from './suggestion-facts.tsx'
import { SuggestionReason } from './suggestion-reason.tsx'

interface SuggestionCardProps {
  readonly suggestion: SuggestionRow
  /** The line it came from; undefined when it is not known here. */
  readonly line: string | undefined
  readonly keyHint: string | undefined
  readonly used: boolean
  readonly onUse: (suggestion: SuggestionRow) => void
}

/** One suggestion: the answer to read aloud, why it is here, where it stands; one press puts it into the ticket. */
export function SuggestionCard({ suggestion, line, keyHint, used, onUse }: SuggestionCardProps) {
  const t = useTexts(assistantTexts)
  const language = useLanguage()
  const titleId = useId()
  const [open, setOpen] = useState(false)
  const { entry, confidence } = suggestion
  return (
    <li className={styles.card} aria-labelledby={titleId}>
      <div className={styles.head}>
        <h4 id={titleId} className={styles.question}>
          <Chinese>{entry.question}</Chinese>
        </h4>
        <Button
          label={t(used ? 'used' : 'use')}
          icon={used ? <CheckIcon /> : undefined}
          keyHint={keyHint}
          hint={t('useHint')}
          size="small"
          look={used ? 'plain' : 'solid'}
          onPress={() => onUse(suggestion)}
        />
      </div>
      <p className={styles.answer}>
        <Chinese>{entry.shortAnswer}</Chinese>
      </p>
      <SuggestionReason line={line} words={suggestion.because} />
      <SuggestionFacts entry={entry} />
      {open && (
        <div className={styles.full} lang={language === 'en' ? 'zh-CN' : undefined}>
          {entry.fullAnswer}
        </div>
      )}
      <div className={styles.foot}>
        <Button
          label={t(open ? 'less' : 'more')}
          size="small"
          look="quiet"
          aria-expanded={open}
          onPress={() => setOpen(!open)}
        />
        <span className={styles.sure}>{t('confidence', { percent: Math.round(confidence * 100) })}</span>
      </div>
    </li>
  )
}
