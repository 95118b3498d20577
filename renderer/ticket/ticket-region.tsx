import type { ReactNode } from 'react'
import type { LinkStatus } from '#shared/contract/link/worker-messages.ts'
import { useTexts } from '../i18n/use-texts.ts'
import { Button } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { useKey } from '../ui/keys/use-key.ts'
import { Tabs } from '../ui/tabs.tsx'
import type { AttachmentDesk } from './attachment/attachment-desk.ts'
import { DraftPanel } from './draft-panel.tsx'
import { DraftSummary } from './draft-summary.tsx'
import type { BesidePhone } from './form-parts.ts'
import type { DraftAdvice } from './near/near-desk.ts'
import { PassedDraft } from './passed-draft.tsx'
import type { PhraseDesk } from './phrase/phrase-desk.ts'
import { ticketTexts } from './ticket.texts.ts'
import type { loadTicketData, TicketData } from './ticket-data.ts'
import type { TicketTab } from './ticket-desk.store.ts'
import type { TicketDesk } from './ticket-desk.ts'
import styles from './ticket-region.module.css'
import { TicketState } from './ticket-state.tsx'
import { useSelectedTab, useTicketData, useTicketDesk } from './use-draft.ts'

interface TicketRegionProps {
  readonly desk: TicketDesk
  readonly link: LinkStatus | null
  /** Where the kept data comes from; the bundle when not said. */
  readonly load?: typeof loadTicketData
  /** What stands beside a telephone number. */
  readonly besidePhone?: BesidePhone | undefined
  readonly advice?: DraftAdvice | undefined
  readonly phrases?: PhraseDesk | undefined
  readonly attachments?: AttachmentDesk | undefined
}

interface PanelProps {
  readonly desk: TicketDesk
  readonly tab: TicketTab
  readonly data: TicketData | null
  readonly link: LinkStatus | null
  readonly besidePhone: BesidePhone | undefined
  readonly advice: DraftAdvice | undefined
  readonly phrases: PhraseDesk | undefined
  readonly attachments: AttachmentDesk | undefined
}

function TabPanel({ desk, tab, data, link, besidePhone, advice, phrases, attachments }: PanelProps): ReactNode {
  const t = useTexts(ticketTexts)
  const { phase } = tab
  if (phase.kind === 'open')
    return (
      <DraftPanel
        key={tab.draftId}
        desk={desk}
        tab={tab}
        draft={phase.draft}
        data={data}
        besidePhone={besidePhone}
        advice={advice}
        phrases={phrases}
        files={attachments && { desk: attachments, online: link?.network === 'online' }}
      />
    )
  if (phase.kind === 'opening') return <EmptyState kind="loading" title={t('opening')} />
  if (phase.kind === 'failed') {
    const retry = <Button label={t('retry')} onPress={() => desk.retry(tab.draftId)} />
    return (
      <EmptyState kind="error" title={t('openFailed')} action={retry}>
        {t('openFailedSay')}
      </EmptyState>
    )
  }
  const refused = link?.refused.some(({ name, draftId }) => name === 'draft.update' && draftId === tab.draftId) ?? false
  const putAway = () => desk.dismiss(tab.draftId)
  if (phase.kind === 'over' && tab.passedTo !== null) {
    const words = refused ? phase.draft.unsentOrAll() : phase.draft.unsent()
    return (
      <PassedDraft draftId={tab.draftId} to={tab.passedTo} words={words} attachments={attachments} onDone={putAway} />
    )
  }
  const words =
    phase.draft !== null && tab.shared !== null && (refused || phase.kind === 'over') ? phase.draft.unsent() : []
  return (
    <DraftSummary
      draft={phase.draft}
      data={data}
      ticketNo={phase.kind === 'submitted' ? phase.ticketNo : null}
      over={phase.kind === 'over'}
      late={words.length > 0 ? { words, onDone: putAway } : null}
    />
  )
}

/** Keeps the key of submitting while nothing can be submitted: it says so, and stays in the list of keys. */
function NothingToSubmit() {
  const t = useTexts(ticketTexts)
  useKey('submit-ticket', () => {}, t('nothingToSubmit'))
  return null
}

/** `Ticket 工单`: one tab a draft, the form, and where what was written is now. Works with and without a call. */
export function TicketRegion({ desk, link, load, besidePhone, advice, phrases, attachments }: TicketRegionProps) {
  const t = useTexts(ticketTexts)
  const tabs = useTicketDesk(desk.store, (state) => state.tabs)
  const tab = useSelectedTab(desk.store)
  const data = useTicketData(load)
  const entries = tabs.map(({ draftId, title, phase, shared, passedTo }) => ({
    id: draftId,
    title: title.trim() === '' ? t('untitled') : title,
    badge:
      phase.kind === 'submitted' ? (
        <span className={styles.done}>✓</span>
      ) : (shared ?? passedTo) ? (
        <span>{(shared ?? passedTo)?.name}</span>
      ) : undefined,
  }))
  return (
    <section className={styles.region} aria-label={t('region')}>
      <header className={styles.head}>
        <h2 className={styles.title}>{t('region')}</h2>
        <TicketState phase={tab?.phase ?? null} link={link} />
        <div className={styles.end}>
          {desk.own && <Button label={t('newTicket')} size="small" onPress={desk.newTicket} />}
        </div>
      </header>
      {tab?.phase.kind !== 'open' && <NothingToSubmit />}
      {tab === null ? (
        <EmptyState title={t('emptyTitle')}>{t(desk.own ? 'emptySay' : 'emptyGuest')}</EmptyState>
      ) : (
        <Tabs label={t('tabs')} entries={entries} selected={tab.draftId} onSelect={desk.select}>
          <TabPanel
            desk={desk}
            tab={tab}
            data={data}
            link={link}
            besidePhone={besidePhone}
            advice={advice}
            phrases={phrases}
            attachments={attachments}
          />
        </Tabs>
      )}
    </section>
  )
}
