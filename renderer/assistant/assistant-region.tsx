import type { SuggestionRow } from '#shared/contract/socket/topics.ts'
import { useTexts } from '../i18n/use-texts.ts'
import { assistantTexts } from './assistant.texts.ts'
import styles from './assistant-region.module.css'
import { DangerNotice } from './danger-notice.tsx'
import type { AssistantLink } from './listen.ts'
import { SuggestionsRegion } from './suggestions-region.tsx'
import { TranscriptRegion } from './transcript-region.tsx'
import { useAssistant } from './use-assistant.ts'

export interface AssistantRegionProps {
  readonly link: AssistantLink
  /** The call that is up, or was last while its wrap-up runs; null: none. */
  readonly callId: string | null
  /** Puts the answer into the ticket: `entry.shortAnswer` with `entry.id` and the suggestion's `id`. */
  readonly onUse: (suggestion: SuggestionRow) => void
}

const none: readonly never[] = []

/** What is said, and what fits it. */
export function AssistantRegion({ link, callId, onUse }: AssistantRegionProps) {
  const t = useTexts(assistantTexts)
  const { view, use } = useAssistant(link, callId)
  const onBoth = (suggestion: SuggestionRow) => {
    onUse(suggestion)
    use(suggestion)
  }
  return (
    <section aria-label={t('assistant')} className={styles.region}>
      <div className={styles.talk}>
        <DangerNotice key={callId ?? ''} lines={view.lines ?? none} />
        <TranscriptRegion hasCall={callId !== null} lines={view.lines} refused={view.refused} />
      </div>
      <SuggestionsRegion
        key={callId ?? ''}
        suggestions={view.suggestions}
        lines={view.lines ?? none}
        used={view.used}
        onUse={onBoth}
      />
    </section>
  )
}
