import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react'
import { isSame, noNarrowing } from '#shared/contract/rest/narrowing.schema.ts'
import { useTexts } from '../i18n/use-texts.ts'
import { classNames } from '../ui/class-names.ts'
import { EmptyState } from '../ui/empty-state.tsx'
import frame from '../ui/page.module.css'
import { TextField } from '../ui/text-field.tsx'
import { useBroughtIntoView } from '../ui/use-brought-into-view.ts'
import { AttachmentSection } from './attachment/attachment-section.tsx'
import { choiceTexts } from './choice.texts.ts'
import { BulkBar } from './dispatch/bulk-dispatch.tsx'
import { DispatchRulesButton } from './dispatch/dispatch-dialog.tsx'
import { useSelection } from './dispatch/use-selection.ts'
import { exportFilter } from './export/export-filter.ts'
import { ExportList } from './export/export-list.tsx'
import type { BesidePhone } from './form-parts.ts'
import { GreenBadge } from './green-badge.tsx'
import { ActPanel } from './loop/act-panel.tsx'
import type { LoopDesk } from './loop/loop-desk.ts'
import { LoopFacts } from './loop/loop-facts.tsx'
import { RevealPerson } from './loop/reveal-person.tsx'
import { type TicketView, ticketViews, viewNamed, viewsOf } from './loop/ticket-views.rules.ts'
import { Timeline } from './loop/timeline.tsx'
import { ViewPicker } from './loop/view-picker.tsx'
import { moreTexts } from './more/more.texts.ts'
import { NarrowBar } from './narrow/narrow-bar.tsx'
import { NarrowButton } from './narrow/narrow-button.tsx'
import { UnderstoodText } from './narrow/understood-text.tsx'
import { useNarrowing } from './narrow/use-narrowing.ts'
import { Flags } from './near/flags.tsx'
import { nearTexts } from './near/near.texts.ts'
import { PrintTicket } from './print/print-ticket.tsx'
import { RelatedTickets } from './related-tickets.tsx'
import { SavedViews } from './saved/saved-views.tsx'
import { TextFact } from './text/text-fact.tsx'
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
  /** The ticket the page begins with; null: none. */
  readonly first?: string | null
  /** ms since the epoch. */
  readonly now: () => number
  /** Where the kept data comes from; the bundle when not said. */
  readonly load?: typeof loadTicketData
  /** What stands beside the telephone number of the chosen ticket. */
  readonly besidePhone?: BesidePhone | undefined
  /** The card of the enterprise with this credit code. */
  readonly showFirm?: ShowFirm | undefined
  /** What this seat may do with tickets, and the news of them; without it the page is to read. */
  readonly desk?: LoopDesk | undefined
}

type ShowFirm = (code: string) => ReactNode

const mayDispatch: readonly string[] = ['dispatcher', 'supervisor']

/** `#/tickets`: the tickets this seat works on, in the lists of its role, searchable, with the chosen one and its acts beside it. */
export function TicketsPage({ queries, first = null, now, load, besidePhone, showFirm, desk }: TicketsPageProps) {
  const t = useTexts(ticketTexts)
  const [q, setQ] = useState(first ?? '')
  const [view, setView] = useState<TicketView>(desk && first === null ? (viewsOf(desk.role)[0] ?? 'all') : 'all')
  const { within, asked, setWithin } = useNarrowing()
  const [narrowing, setNarrowing] = useState(false)
  const [chosen, setChosen] = useState<string | null>(first)
  const shown = useBroughtIntoView(chosen)
  const [turn, setTurn] = useState(0)
  const filter = useMemo(() => ({ ...ticketViews[view], within: asked }), [view, asked])
  const search = useTicketSearch(queries, { q, filter })
  const reread = () => {
    search.refresh()
    setTurn((now) => now + 1)
  }
  useMoves(desk, reread)
  const selection = useSelection(search.found.tickets.map(({ ticketNo }) => ticketNo))
  const several = desk?.rules !== undefined && view === 'toDispatch' && mayDispatch.includes(desk.role)
  const data = useTicketData(load)
  return (
    <div className={classNames(frame.split, styles.page)}>
      <section className={frame.list} aria-label={t('page.list')}>
        {desk && (
          <ViewPicker role={desk.role} view={view} onChange={setView}>
            {desk.views && (
              <SavedViews
                desk={desk.views}
                now={{ list: view, q, within }}
                onOpen={({ list, q: words, within: narrowed }) => {
                  setView(viewNamed(list))
                  setQ(words)
                  setWithin(narrowed)
                }}
              />
            )}
          </ViewPicker>
        )}
        <header className={styles.head}>
          <h1 className={frame.title}>{t('page.title')}</h1>
          <TextField
            type="search"
            label={t('page.search')}
            placeholder={t('page.hint')}
            value={q}
            onChange={setQ}
            maxLength={100}
            aside={q !== '' && <UnderstoodText read={search.found.read} />}
            className={styles.search}
          />
          <NarrowButton within={within} isOpen={narrowing} onPress={() => setNarrowing((now) => !now)} />
          <div className={styles.tools}>
            {desk && <DispatchRulesButton desk={desk} data={data} />}
            {desk && <ExportList desk={desk} filter={exportFilter(q, filter)} data={data} />}
          </div>
        </header>
        {narrowing && <NarrowBar within={within} onChange={setWithin} data={data} />}
        {several && <BulkBar desk={desk} data={data} selection={selection} onActed={reread} />}
        <TicketTable
          // Another question begins at the top.
          key={`${view} ${q} ${Object.values(asked).join(' ')}`}
          search={search}
          q={q}
          narrowed={view !== 'all' || !isSame(asked, noNarrowing)}
          chosen={chosen}
          onChoose={setChosen}
          now={now()}
          selection={several ? selection : undefined}
        />
      </section>
      <section ref={shown} className={frame.chosen} aria-label={t('page.detail')}>
        <Detail
          queries={queries}
          chosen={chosen}
          turn={turn}
          data={data}
          besidePhone={besidePhone}
          showFirm={showFirm}
          desk={desk}
          now={now}
          onActed={reread}
          onChoose={setChosen}
        />
      </section>
    </div>
  )
}

/** Moves come in bursts: the page reads again once a burst, ms. */
const burstMs = 300

function useMoves(desk: LoopDesk | undefined, reread: () => void): void {
  const latest = useRef(reread)
  useEffect(() => {
    latest.current = reread
  })
  useEffect(() => {
    if (!desk) return
    let timer: ReturnType<typeof setTimeout> | undefined
    const stop = desk.onMoved(() => {
      timer ??= setTimeout(() => {
        timer = undefined
        latest.current()
      }, burstMs)
    })
    return () => {
      stop()
      clearTimeout(timer)
    }
  }, [desk])
}

interface DetailProps {
  readonly queries: TicketQueries
  readonly chosen: string | null
  readonly data: ReturnType<typeof useTicketData>
  readonly besidePhone: BesidePhone | undefined
  readonly showFirm: ShowFirm | undefined
  readonly turn: number
  readonly desk: LoopDesk | undefined
  readonly now: () => number
  readonly onActed: () => void
  readonly onChoose: (ticketNo: string) => void
}

function Detail({ queries, chosen, turn, data, besidePhone, showFirm, desk, now, onActed, onChoose }: DetailProps) {
  const t = useTexts(ticketTexts)
  const c = useTexts(choiceTexts)
  const [m, n] = [useTexts(moreTexts), useTexts(nearTexts)]
  const detail = useTicketDetail(queries, chosen, turn)
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
      <header className={styles.top}>
        <h2 className={styles.number}>
          {detail.ticketNo} <span className={styles.status}>{c(`status.${detail.status}`)}</span>{' '}
          <GreenBadge green={detail.green} /> <Flags flags={detail.flags} />
        </h2>
        {desk && (
          <PrintTicket key={`print ${detail.ticketNo}`} ticketNo={detail.ticketNo} print={desk.print} onAsked={onActed}>
            <TicketFacts facts={detail} data={data} />
            <LoopFacts detail={detail} data={data} />
            <Timeline entries={detail.timeline} data={data} />
          </PrintTicket>
        )}
      </header>
      {desk && <ActPanel key={detail.ticketNo} detail={detail} desk={desk} data={data} onActed={onActed} />}
      {desk && (
        <RevealPerson
          key={`reveal ${detail.ticketNo}`}
          ticketNo={detail.ticketNo}
          reveal={desk.reveal}
          besidePhone={besidePhone}
          onAsked={onActed}
        />
      )}
      <LoopFacts detail={detail} data={data} />
      <TicketFacts facts={detail} data={data} besidePhone={besidePhone} />
      {detail.text && <TextFact text={detail.text} now={now()} />}
      {detail.unitTexts?.map((text) => (
        <TextFact key={text.rev} text={text} now={now()} unit={data?.units.get(text.unit)?.path.at(-1) ?? text.unit} />
      ))}
      {detail.firm !== undefined && showFirm && <div className={styles.firm}>{showFirm(detail.firm)}</div>}
      {desk?.files && (
        <AttachmentSection
          key={`files ${detail.ticketNo}`}
          desk={desk.files.desk}
          of={{ kind: 'tickets', id: detail.ticketNo }}
          online={desk.files.online()}
          quiet
          moved={turn}
          onLooked={onActed}
        />
      )}
      <RelatedTickets title={m('splits')} tickets={detail.splits} onChoose={onChoose} />
      <RelatedTickets title={n('title')} tickets={detail.linked} onChoose={onChoose} />
      <Timeline entries={detail.timeline} data={data} />
    </>
  )
}
