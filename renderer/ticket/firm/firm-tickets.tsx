import { useMemo, useState } from 'react'
import { useTexts } from '../../i18n/use-texts.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { SelectField } from '../../ui/select-field.tsx'
import { choiceTexts } from '../choice.texts.ts'
import { ActPanel } from '../loop/act-panel.tsx'
import { loopTexts } from '../loop/loop.texts.ts'
import type { LoopDesk } from '../loop/loop-desk.ts'
import { LoopFacts } from '../loop/loop-facts.tsx'
import { ticketViews } from '../loop/ticket-views.rules.ts'
import { ticketTexts } from '../ticket.texts.ts'
import type { loadTicketData } from '../ticket-data.ts'
import type { TicketQueries } from '../ticket-queries.ts'
import { TicketTable } from '../ticket-table.tsx'
import { useTicketData } from '../use-draft.ts'
import { useTicketDetail, useTicketSearch } from '../use-ticket-search.ts'
import styles from './firm-tickets.module.css'
import { firmTicketTexts } from './firm-tickets.texts.ts'

interface FirmTicketsProps {
  /** Credit code of the enterprise. */
  readonly code: string
  readonly queries: TicketQueries
  readonly desk: LoopDesk
  /** ms since the epoch. */
  readonly now: () => number
  readonly load?: typeof loadTicketData | undefined
}

/** The lists an enterprise's tickets are narrowed to. */
const views = ['all', 'open', 'toReview', 'toRevisit', 'supervised', 'overdue', 'closed'] as const

/** An enterprise's own tickets, as far as this reader sees them, by state; with the chosen one's answer and evaluation, and urging. */
export function FirmTickets({ code, queries, desk, now, load }: FirmTicketsProps) {
  const [t, l] = [useTexts(firmTicketTexts), useTexts(loopTexts)]
  const [view, setView] = useState<(typeof views)[number]>('all')
  const [chosen, setChosen] = useState<string | null>(null)
  const [turn, setTurn] = useState(0)
  const filter = useMemo(() => ({ ...ticketViews[view], firm: code }), [view, code])
  const search = useTicketSearch(queries, { q: '', filter })
  return (
    <section className={styles.tickets} aria-label={t('title')}>
      <header className={styles.head}>
        <h2 className={styles.title}>{t('title')}</h2>
        <SelectField
          label={t('state')}
          value={view}
          onChange={setView}
          options={views.map((value) => ({ value, label: l(`view.${value}`) }))}
        />
      </header>
      <div className={styles.table}>
        <TicketTable key={view} search={search} q="" narrowed chosen={chosen} onChoose={setChosen} now={now()} />
      </div>
      {chosen !== null && (
        <Chosen
          key={chosen}
          {...{ queries, desk, load, turn }}
          ticketNo={chosen}
          onActed={() => {
            search.refresh()
            setTurn((before) => before + 1)
          }}
        />
      )}
    </section>
  )
}

interface ChosenProps extends Pick<FirmTicketsProps, 'queries' | 'desk' | 'load'> {
  readonly ticketNo: string
  readonly turn: number
  readonly onActed: () => void
}

function Chosen({ ticketNo, queries, desk, load, turn, onActed }: ChosenProps) {
  const [t, c, p] = [useTexts(firmTicketTexts), useTexts(choiceTexts), useTexts(ticketTexts)]
  const data = useTicketData(load)
  const detail = useTicketDetail(queries, ticketNo, turn)
  if (detail === undefined) return <EmptyState kind="loading" title={ticketNo} />
  if (detail === null)
    return (
      <EmptyState kind="error" title={p('page.failed')}>
        {p('page.failedSay')}
      </EmptyState>
    )
  const { loop } = detail
  // What else can be done with a ticket is done on its own page.
  const urging = { ...detail, loop: { ...loop, acts: loop.acts.filter((act) => act === 'urge') } }
  return (
    <section className={styles.chosen} aria-label={ticketNo}>
      <h3 className={styles.title}>
        <a href={`#/tickets?no=${ticketNo}`} className={styles.link}>
          {ticketNo}
        </a>{' '}
        <span className={styles.soft}>{c(`status.${detail.status}`)}</span>
      </h3>
      <dl className={styles.answers}>
        <div>
          <dt>{t('feedback')}</dt>
          <dd>{loop.reply?.publicReply || t('noFeedback')}</dd>
        </div>
        {loop.evaluation === null && (
          <div>
            <dt>{t('evaluation')}</dt>
            <dd>{t('noEvaluation')}</dd>
          </div>
        )}
      </dl>
      <LoopFacts detail={detail} data={data} />
      <ActPanel detail={urging} desk={desk} data={data} onActed={onActed} />
    </section>
  )
}
