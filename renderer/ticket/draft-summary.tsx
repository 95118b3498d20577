import type { Difference } from '#shared/ticket-draft/draft-differences.ts'
import type { DraftInput } from '#shared/ticket-draft/draft-fields.ts'
import { useTexts } from '../i18n/use-texts.ts'
import { EmptyState } from '../ui/empty-state.tsx'
import { LateWords } from './late-words.tsx'
import { ticketTexts } from './ticket.texts.ts'
import type { TicketData } from './ticket-data.ts'
import { TicketFacts } from './ticket-facts.tsx'
import type { OpenDraft } from './ticket-ports.ts'
import styles from './ticket-region.module.css'
import { useDraftInput } from './use-draft.ts'

interface DraftSummaryProps {
  readonly draft: OpenDraft | null
  readonly data: TicketData | null
  /** null: handed over, and not answered yet. */
  readonly ticketNo: string | null
  /** What this desk wrote and was not taken; null: nothing was refused. */
  readonly late: { readonly words: readonly Difference[]; readonly onDone: () => void } | null
  /** Not this seat's to see any more. */
  readonly over?: boolean
}

function Facts({ draft, data }: { readonly draft: OpenDraft; readonly data: TicketData | null }) {
  const input: DraftInput = useDraftInput(draft)
  return <TicketFacts facts={input} data={data} />
}

/** What was handed in, as it was: nothing to change any more. */
export function DraftSummary({ draft, data, ticketNo, late, over = false }: DraftSummaryProps) {
  const t = useTexts(ticketTexts)
  return (
    <div className={styles.scroll}>
      {over && <EmptyState title={t('overTitle')}>{t('overSay')}</EmptyState>}
      {late && <LateWords {...late} />}
      {ticketNo !== null && draft === null && (
        <EmptyState title={t('stateSubmitted', { ticketNo })}>{t('submittedSay')}</EmptyState>
      )}
      {ticketNo === null && !over && (
        <EmptyState kind="loading" title={t('stateSubmitting')}>
          {t('waitingSay')}
        </EmptyState>
      )}
      {draft && !over && <Facts draft={draft} data={data} />}
    </div>
  )
}
