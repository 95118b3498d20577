import { useState } from 'react'
import type { CallFirm } from '#shared/contract/rest/enterprises.schema.ts'
import { Chinese } from '../i18n/chinese.tsx'
import { formatMoment, formatWhen } from '../i18n/format.ts'
import { useTexts } from '../i18n/use-texts.ts'
import { Button } from '../ui/button.tsx'
import { useKey } from '../ui/keys/use-key.ts'
import { enterpriseTexts } from './enterprise.texts.ts'
import styles from './firm-card.module.css'
import { FirmCard } from './firm-card.tsx'

/** What came of filling the form. */
type Filled = 'filled' | 'kept' | 'other-firm' | 'other-caller'

interface CallerFirmProps {
  readonly firm: CallFirm
  /** ms since the epoch: when the call came. */
  readonly now: number
  /** A ticket's state in words. */
  readonly sayStatus: (status: string) => string
  /** Fills the enterprise into the ticket; left out where this seat writes none. */
  readonly fill?: ((firm: CallFirm) => Promise<Filled>) | undefined
}

/** The enterprise that calls, from the ring on: who it is, what it asked for last, and one press to put it into the ticket. */
export function CallerFirm({ firm, now, sayStatus, fill }: CallerFirmProps) {
  const t = useTexts(enterpriseTexts)
  return (
    <FirmCard firm={firm}>
      {firm.others > 0 && <p className={styles.soft}>{t('others', { count: firm.others })}</p>}
      {fill && <Fill firm={firm} fill={fill} />}
      <h4 className={styles.subhead}>{t('tickets')}</h4>
      <ul className={styles.tickets}>
        {firm.tickets.length === 0 && <li className={styles.soft}>{t('noTickets')}</li>}
        {firm.tickets.map(({ ticketNo, title, status, submittedAt }) => (
          <li key={ticketNo} className={styles.ticket}>
            <Chinese>{title}</Chinese>
            <span className={styles.meta}>
              <span>{ticketNo}</span>
              <span>{sayStatus(status)}</span>
              <time title={formatMoment(submittedAt)}>{formatWhen(submittedAt, now)}</time>
            </span>
          </li>
        ))}
      </ul>
    </FirmCard>
  )
}

interface FillProps {
  readonly firm: CallFirm
  readonly fill: NonNullable<CallerFirmProps['fill']>
}

function Fill({ firm, fill }: FillProps) {
  const t = useTexts(enterpriseTexts)
  const [filled, setFilled] = useState<Filled | null>(null)
  const run = () => void fill(firm).then(setFilled)
  const key = useKey('fill-firm', run)
  return (
    <div className={styles.acts}>
      <Button label={t('fill')} size="small" keyHint={key} onPress={run} />
      <p role="status" className={styles.said}>
        {filled && t(`filled.${filled}`)}
      </p>
    </div>
  )
}
