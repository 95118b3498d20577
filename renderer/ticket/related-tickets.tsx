import type { TicketDetail } from '#shared/contract/rest/tickets.schema.ts'
import { Chinese } from '../i18n/chinese.tsx'
import { useTexts } from '../i18n/use-texts.ts'
import { Button } from '../ui/button.tsx'
import { choiceTexts } from './choice.texts.ts'
import styles from './related-tickets.module.css'

interface RelatedTicketsProps {
  readonly title: string
  readonly tickets: TicketDetail['splits']
  readonly onChoose: (ticketNo: string) => void
}

/** Other tickets that have to do with this one; nothing where there are none. */
export function RelatedTickets({ title, tickets, onChoose }: RelatedTicketsProps) {
  const c = useTexts(choiceTexts)
  if (tickets.length === 0) return null
  return (
    <section className={styles.tickets} aria-label={title}>
      <h3 className={styles.title}>{title}</h3>
      {tickets.map(({ ticketNo, title: name, status }) => (
        <p key={ticketNo} className={styles.ticket}>
          <Button label={ticketNo} size="small" onPress={() => onChoose(ticketNo)} />
          <Chinese>{name}</Chinese>
          <span>{c(`status.${status}`)}</span>
        </p>
      ))}
    </section>
  )
}
