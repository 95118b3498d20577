import { type KeyboardEvent, useMemo, useRef } from 'react'
import type { TicketListRow } from '#shared/contract/rest/tickets.schema.ts'
import { useDataLanguage } from '../i18n/chinese.tsx'
import { formatMoment, formatWhen } from '../i18n/format.ts'
import { useTexts } from '../i18n/use-texts.ts'
import { Button } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { Marked } from '../ui/marked.tsx'
import { rowOfKey, useVirtualRows } from '../ui/use-virtual-rows.ts'
import { VirtualRoom } from '../ui/virtual-room.tsx'
import { choiceTexts } from './choice.texts.ts'
import { RowSelect } from './dispatch/row-select.tsx'
import type { Selection } from './dispatch/use-selection.ts'
import { GreenBadge } from './green-badge.tsx'
import { DueText } from './loop/due-text.tsx'
import { Flags } from './near/flags.tsx'
import { ticketTexts } from './ticket.texts.ts'
import styles from './tickets-page.module.css'
import type { useTicketSearch } from './use-ticket-search.ts'

interface TicketTableProps {
  readonly search: ReturnType<typeof useTicketSearch>
  readonly q: string
  /** The list is narrowed: an empty one says nothing of the others. */
  readonly narrowed?: boolean
  readonly chosen: string | null
  /** Where several can be chosen. */
  readonly selection?: Selection | undefined
  readonly onChoose: (ticketNo: string) => void
  /** ms since the epoch. */
  readonly now: number
}

interface RowProps extends Pick<TicketTableProps, 'onChoose' | 'now' | 'selection'> {
  /** What was searched for: marked in the title. */
  readonly words: readonly string[]
  /** Place in the list, from 0. */
  readonly index: number
  readonly ticket: TicketListRow
  readonly isChosen: boolean
  /** The one row that Tab reaches; arrows go to the others. */
  readonly reached: boolean
}

const noWords: readonly string[] = []

/** px; also in the styles. */
const heights = { rowHeight: 34, headHeight: 34 }

function Row({ index, words, ticket, isChosen, reached, onChoose, now, selection }: RowProps) {
  const c = useTexts(choiceTexts)
  const lang = useDataLanguage(ticket.title)
  return (
    <tr
      className={styles.row}
      aria-rowindex={index + 2}
      data-index={index}
      tabIndex={reached ? 0 : -1}
      aria-current={isChosen || undefined}
      onClick={() => onChoose(ticket.ticketNo)}
      onFocus={() => onChoose(ticket.ticketNo)}
    >
      {selection && <RowSelect selection={selection} ticketNo={ticket.ticketNo} />}
      <td className={styles.no}>{ticket.ticketNo}</td>
      <td className={styles.name}>
        <GreenBadge green={ticket.green} />
        <Flags flags={ticket.flags} />
        <span lang={lang}>
          <Marked text={ticket.title} words={words} />
        </span>
      </td>
      <td>{c(`status.${ticket.status}`)}</td>
      <td>
        <DueText due={ticket.due} />
      </td>
      <td>{c(`type.${ticket.type}`)}</td>
      <td className={styles.no}>{ticket.phone}</td>
      <td className={styles.no}>{ticket.seat}</td>
      <td className={styles.no}>
        <time title={formatMoment(ticket.submittedAt)}>{formatWhen(ticket.submittedAt, now)}</time>
      </td>
    </tr>
  )
}

/** The found tickets, newest first; what to do when there is none, or they did not come. */
export function TicketTable({ search, q, narrowed, chosen, selection, onChoose, now }: TicketTableProps) {
  const t = useTexts(ticketTexts)
  const { status, tickets } = search.found
  if (status === 'failed')
    return (
      <EmptyState kind="error" title={t('page.failed')} action={<Button label={t('retry')} onPress={search.retry} />}>
        {t('page.failedSay')}
      </EmptyState>
    )
  if (status === 'loading' && tickets.length === 0) return <EmptyState kind="loading" title={t('page.title')} />
  if (tickets.length === 0 && q === '' && narrowed) return <EmptyState title={t('page.viewEmpty')} />
  if (tickets.length === 0)
    return q === '' ? (
      <EmptyState title={t('page.empty')}>{t('page.emptySay')}</EmptyState>
    ) : (
      <EmptyState title={t('page.none')}>{t('page.noneSay')}</EmptyState>
    )
  return <Rows {...{ search, chosen, selection, onChoose, now }} />
}

const columns = ['ticketNo', 'title', 'status', 'due', 'type', 'phone', 'seat', 'submittedAt'] as const

/** The rows on the screen; the others do not exist. Arrows, Page, Home and End move through all, and the end brings the next page. */
function Rows({ search, chosen, selection, onChoose, now }: Omit<TicketTableProps, 'q' | 'narrowed'>) {
  const t = useTexts(ticketTexts)
  const { status, tickets, more, read } = search.found
  const scroller = useRef<HTMLDivElement>(null)
  const keys = useMemo(() => tickets.map(({ ticketNo }) => ticketNo), [tickets])
  const { items, above, below, goTo } = useVirtualRows({
    scroller,
    keys,
    ...heights,
    onEnd: more && status === 'found' ? search.more : undefined,
  })
  const chosenAt = tickets.findIndex(({ ticketNo }) => ticketNo === chosen)
  // A row that is scrolled away can't be reached by Tab: the first one on the screen is.
  const reached = items.some(({ index }) => index === chosenAt) ? chosenAt : (items[0]?.index ?? 0)
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (!(event.target instanceof HTMLTableRowElement)) return
    const at = Number(event.target.dataset.index)
    const from = tickets[at]?.ticketNo
    if (from === undefined) return
    if (event.key === ' ' && selection) {
      event.preventDefault()
      return selection.toggle(from, event.shiftKey)
    }
    const to = rowOfKey(event.key, at, tickets.length)
    const next = to === undefined ? undefined : tickets[to]
    if (to === undefined || next === undefined || to === at) return
    event.preventDefault()
    // Shift takes what is passed along, beginning with where one stands.
    if (event.shiftKey && selection) selection.extend(from, next.ticketNo)
    onChoose(next.ticketNo)
    goTo(to)
  }
  return (
    <div ref={scroller} className={styles.scroll} aria-busy={status === 'loading'}>
      <table className={styles.table} aria-rowcount={more ? -1 : tickets.length + 1} onKeyDown={onKeyDown}>
        <thead>
          <tr aria-rowindex={1}>
            {selection && <td />}
            {columns.map((column) => (
              <th key={column} scope="col">
                {t(`column.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <VirtualRoom px={above} />
        <tbody>
          {items.map(({ index }) => {
            const ticket = tickets[index]
            return (
              ticket && (
                <Row
                  key={ticket.ticketNo}
                  index={index}
                  words={read.by === 'words' ? read.words : noWords}
                  ticket={ticket}
                  isChosen={index === chosenAt}
                  reached={index === reached}
                  onChoose={onChoose}
                  selection={selection}
                  now={now}
                />
              )
            )
          })}
        </tbody>
        <VirtualRoom px={below} />
      </table>
      {status === 'stuck' && (
        <div role="status" className={styles.stuck}>
          <span>{t('page.stuck')}</span>
          <Button label={t('retry')} size="small" onPress={search.refresh} />
        </div>
      )}
    </div>
  )
}
