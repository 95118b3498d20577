import { useState } from 'react'
import { useTexts } from '../i18n/use-texts.ts'
import { EmptyState } from '../ui/empty-state.tsx'
import { TextField } from '../ui/text-field.tsx'
import type { BesidePhone } from './form-parts.ts'
import { ticketTexts } from './ticket.texts.ts'
import type { loadTicketData } from './ticket-data.ts'
import { TicketFacts } from './ticket-facts.tsx'
import type { TicketQueries } from './ticket-queries.ts'
import { TicketTable } from './ticket-table.tsx'
import styles from './tickets-page.module.css'
import { useTicketData } from './use-draft.ts'
import { useTicketDetail, useTicketSearch } from './use-ticket-search.ts'

interface TicketsPageProps {
  readonly queries: TicketQueries
  /** ms since the epoch. */
  readonly now: () => number
  /** Where the kept data comes from; the bundle when not said. */
  readonly load?: typeof loadTicketData
  /** What stands beside the telephone number of the chosen ticket. */
  readonly besidePhone?: BesidePhone | undefined
}

/** `#/tickets`: what this seat handed in (a lead: the whole hall), searchable, with the chosen one beside it. */
export function TicketsPage({ queries, now, load, besidePhone }: TicketsPageProps) {
  const t = useTexts(ticketTexts)
  const [q, setQ] = useState('')
  const [chosen, setChosen] = useState<string | null>(null)
  const search = useTicketSearch(queries, q)
  const data = useTicketData(load)
  return (
    <div className={styles.page}>
      <section className={styles.list} aria-label={t('page.list')}>
        <header className={styles.head}>
          <h1 className={styles.title}>{t('page.title')}</h1>
          <TextField
            type="search"
            label={t('page.search')}
            placeholder={t('page.hint')}
            value={q}
            onChange={setQ}
            maxLength={100}
            className={styles.search}
          />
        </header>
        <TicketTable search={search} q={q} chosen={chosen} onChoose={setChosen} now={now()} />
      </section>
      <section className={styles.detail} aria-label={t('page.detail')}>
        <Detail queries={queries} chosen={chosen} data={data} besidePhone={besidePhone} />
      </section>
    </div>
  )
}

interface DetailProps {
  readonly queries: TicketQueries
  readonly chosen: string | null
  readonly data: ReturnType<typeof useTicketData>
  readonly besidePhone: BesidePhone | undefined
}

function Detail({ queries, chosen, data, besidePhone }: DetailProps) {
  const t = useTexts(ticketTexts)
  const detail = useTicketDetail(queries, chosen)
  if (chosen === null) return <EmptyState title={t('page.choose')} />
  if (detail === undefined) return <EmptyState kind="loading" title={chosen} />
  if (detail === null)
    return (
      <EmptyState kind="error" title={t('page.failed')}>
        {t('page.failedSay')}
      </EmptyState>
    )
  return (
    <>
      <h2 className={styles.number}>{detail.ticketNo}</h2>
      <TicketFacts facts={detail} data={data} besidePhone={besidePhone} />
    </>
  )
}
