import type { ReactNode } from 'react'
import type { CallRow } from '#shared/contract/socket/topics.ts'
import type { CallerMark } from '#shared/ticket/caller-marks.rules.ts'
import { Chinese } from '../i18n/chinese.tsx'
import { formatMoment, formatWhen } from '../i18n/format.ts'
import { useTexts } from '../i18n/use-texts.ts'
import { Tag } from '../ui/tag.tsx'
import styles from './caller-region.module.css'
import { telephonyTexts } from './telephony.texts.ts'

type Ticket = CallRow['tickets'][number]

/** How tickets are said; telephony does not know them. */
export interface TicketWords {
  readonly sayStatus: (status: string) => string
  readonly sayMark: (mark: CallerMark) => string
  /** The limit a ticket stands under, and how near it is. */
  readonly showDue: (due: Ticket['due']) => ReactNode
}

/** What the caller asked for before: how much of it is open, what was said of it, and the newest tickets with their limits. */
export function CallerHistory({ row, sayStatus, sayMark, showDue }: { readonly row: CallRow } & TicketWords) {
  const t = useTexts(telephonyTexts)
  if (row.number === null) return null
  const { history, tickets } = row
  return (
    <>
      <h3 className={styles.subhead}>{t('latestTickets')}</h3>
      {history && history.marks.length > 0 && (
        <ul className={styles.counts} aria-label={t('marks')}>
          {history.marks.map((mark) => (
            <li key={mark}>
              <Tag tone={mark.startsWith('riskTags') ? 'red' : 'violet'}>{sayMark(mark)}</Tag>
            </li>
          ))}
        </ul>
      )}
      {history && history.tickets > 0 && (
        <p className={styles.counts}>
          <span>{t('ticketsInAll', { count: history.tickets })}</span>
          {history.open > 0 && <Tag tone="blue">{t('ticketsOpen', { count: history.open })}</Tag>}
          {history.confidential > 0 && (
            <Tag tone="violet">{t('askedConfidential', { count: history.confidential })}</Tag>
          )}
          {history.satisfaction && (
            <Tag tone={history.satisfaction === 'unsatisfied' ? 'amber' : 'green'}>
              {t(`satisfaction.${history.satisfaction}`)}
            </Tag>
          )}
        </p>
      )}
      {history?.reply && (
        <p className={styles.reply}>
          <span className={styles.soft}>{t('lastReply')}</span> <Chinese>{history.reply}</Chinese>
        </p>
      )}
      {tickets.length === 0 && <p className={styles.soft}>{t('noTickets')}</p>}
      <ul className={styles.tickets}>
        {tickets.map((ticket) => (
          <li key={ticket.ticketNo} className={styles.ticket}>
            <span className={styles.title}>
              <Chinese>{ticket.title}</Chinese>
            </span>
            <span className={styles.meta}>
              <span>{ticket.ticketNo}</span>
              <span>{sayStatus(ticket.status)}</span>
              <time title={formatMoment(ticket.submittedAt)}>{formatWhen(ticket.submittedAt, row.queuedAt)}</time>
              {showDue(ticket.due)}
            </span>
          </li>
        ))}
      </ul>
    </>
  )
}
