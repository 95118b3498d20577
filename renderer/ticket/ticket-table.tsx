import type { KeyboardEvent } from 'react'
import type { TicketListRow } from '#shared/contract/rest/tickets.schema.ts'
import { Chinese } from '../i18n/chinese.tsx'
import { formatMoment, formatWhen } from '../i18n/format.ts'
import { useTexts } from '../i18n/use-texts.ts'
import { Button } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { choiceTexts } from './choice.texts.ts'
import { RowSelect } from './dispatch/row-select.tsx'
import type { Selection } from './dispatch/use-selection.ts'
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
  readonly ticket: TicketListRow
  readonly isChosen: boolean
  /** The one row that Tab reaches; arrows go to the others. */
  readonly reached: boolean
}

/** Arrows go from row to row, Home and End to the ends. */
function moveFocus(event: KeyboardEvent<HTMLElement>, selection?: Selection): void {
  const rows = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-ticket]')]
  const at = rows.indexOf(document.activeElement as HTMLElement)
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1 }[event.key]
  const row = to === undefined ? undefined : rows[to]
  if (event.key === ' ' && rows[at] && rows[at] === event.target && selection) {
    event.preventDefault()
    selection.toggle(rows[at].dataset.ticket ?? '', event.shiftKey)
  }
  if (!row) return
  event.preventDefault()
  // Shift takes what is passed along, beginning with where one stands.
  if (event.shiftKey && selection) selection.extend(rows[at]?.dataset.ticket ?? '', row.dataset.ticket ?? '')
  row.focus()
}

function Row({ ticket, isChosen, reached, onChoose, now, selection }: RowProps) {
  const c = useTexts(choiceTexts)
  return (
    <tr
      className={styles.row}
      data-ticket={ticket.ticketNo}
      tabIndex={reached ? 0 : -1}
      aria-current={isChosen || undefined}
      onClick={() => onChoose(ticket.ticketNo)}
      onFocus={() => onChoose(ticket.ticketNo)}
    >
      {selection && <RowSelect selection={selection} ticketNo={ticket.ticketNo} />}
      <td className={styles.no}>{ticket.ticketNo}</td>
      <td className={styles.name}>
        <Flags flags={ticket.flags} />
        <Chinese>{ticket.title}</Chinese>
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
  const { status, tickets, more } = search.found
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
  const columns = ['ticketNo', 'title', 'status', 'due', 'type', 'phone', 'seat', 'submittedAt'] as const
  const reachedNo = tickets.some(({ ticketNo }) => ticketNo === chosen) ? chosen : tickets[0]?.ticketNo
  return (
    <div className={styles.scroll} aria-busy={status === 'loading'}>
      <table className={styles.table} onKeyDown={(event) => moveFocus(event, selection)}>
        <thead>
          <tr>
            {selection && <td />}
            {columns.map((column) => (
              <th key={column} scope="col">
                {t(`column.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {tickets.map((ticket) => (
            <Row
              key={ticket.ticketNo}
              ticket={ticket}
              isChosen={ticket.ticketNo === chosen}
              reached={ticket.ticketNo === reachedNo}
              onChoose={onChoose}
              selection={selection}
              now={now}
            />
          ))}
        </tbody>
      </table>
      {more && <Button label={t('page.more')} look="quiet" onPress={search.more} />}
    </div>
  )
}
