import type { PassMark } from '#shared/contract/socket/topics.ts'
import type { Difference } from '#shared/ticket-draft/draft-differences.ts'
import { Chinese } from '../i18n/chinese.tsx'
import { formatWhen } from '../i18n/format.ts'
import { useTexts } from '../i18n/use-texts.ts'
import { Button } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import type { AttachmentDesk } from './attachment/attachment-desk.ts'
import { useUnsentFiles } from './attachment/use-pending-files.ts'
import notes from './field-notes.module.css'
import { LateWords } from './late-words.tsx'
import { ticketTexts } from './ticket.texts.ts'
import styles from './ticket-region.module.css'

interface PassedDraftProps {
  readonly draftId: string
  readonly to: PassMark
  /** What was written here and is not in the draft that went. */
  readonly words: readonly Difference[]
  /** undefined: no files are taken here. */
  readonly attachments: AttachmentDesk | undefined
  readonly onDone: () => void
}

/** A draft of this seat that another took over: who has it, and what did not go along, until the person puts it away. */
export function PassedDraft({ draftId, to, words, attachments, onDone }: PassedDraftProps) {
  const t = useTexts(ticketTexts)
  const files = useUnsentFiles(attachments, draftId)
  const putAway = <Button label={t('lateDone')} onPress={onDone} />
  return (
    <div className={styles.scroll}>
      <div role="status">
        <EmptyState
          title={t('passedTitle', { name: to.name, seat: to.seat })}
          {...(words.length === 0 && { action: putAway })}
        >
          {t('passedSay', { at: formatWhen(to.at, Date.now()) })}
        </EmptyState>
      </div>
      {files.length > 0 && (
        <p role="alert" className={notes.late}>
          {t('passedFiles')} <Chinese>{files.map(({ file }) => file.name).join(' · ')}</Chinese>
        </p>
      )}
      <LateWords words={words} why={t('passedLate')} onDone={onDone} />
    </div>
  )
}
