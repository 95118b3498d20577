import type { Difference } from '#shared/ticket-draft/draft-differences.ts'
import { useTexts } from '../i18n/use-texts.ts'
import { Button } from '../ui/button.tsx'
import { TextArea } from '../ui/text-area.tsx'
import { useFieldName } from './field-name.ts'
import styles from './field-notes.module.css'
import { ticketTexts } from './ticket.texts.ts'

interface LateWordsProps {
  readonly words: readonly Difference[]
  /** Why they were not taken; a part that is over or a ticket that is handed in, when not said. */
  readonly why?: string
  readonly onDone: () => void
}

/** What this desk wrote and the server did not take any more: kept to be copied, until it is put away. */
export function LateWords({ words, why, onDone }: LateWordsProps) {
  const t = useTexts(ticketTexts)
  const nameOf = useFieldName()
  if (words.length === 0) return null
  return (
    <div className={styles.late} role="alert">
      <p>{why ?? t('lateSay')}</p>
      {words.map(({ field, here }) => (
        <TextArea key={field} label={nameOf(field)} value={String(here)} onChange={() => {}} readOnly />
      ))}
      <Button label={t('lateDone')} size="small" onPress={onDone} />
    </div>
  )
}
