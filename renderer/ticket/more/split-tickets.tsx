import type { TicketDetail } from '#shared/contract/rest/tickets.schema.ts'
import { Chinese } from '../../i18n/chinese.tsx'
import { useTexts } from '../../i18n/use-texts.ts'
import { Button } from '../../ui/button.tsx'
import { choiceTexts } from '../choice.texts.ts'
import styles from './more.module.css'
import { moreTexts } from './more.texts.ts'

interface SplitTicketsProps {
  readonly tickets: TicketDetail['splits']
  readonly onChoose: (ticketNo: string) => void
}

/** The other tickets of the same talk. */
export function SplitTickets({ tickets, onChoose }: SplitTicketsProps) {
  const [t, c] = [useTexts(moreTexts), useTexts(choiceTexts)]
  if (tickets.length === 0) return null
  return (
    <section className={styles.splits} aria-label={t('splits')}>
      <h3 className={styles.splitsTitle}>{t('splits')}</h3>
      {tickets.map(({ ticketNo, title, status }) => (
        <p key={ticketNo} className={styles.split}>
          <Button label={ticketNo} size="small" onPress={() => onChoose(ticketNo)} />
          <Chinese>{title}</Chinese>
          <span>{c(`status.${status}`)}</span>
        </p>
      ))}
    </section>
  )
}
