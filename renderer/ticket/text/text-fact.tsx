import type { TicketText } from '#shared/contract/rest/tickets.schema.ts'
import { formatWhen } from '../../i18n/format.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import factStyles from '../ticket-facts.module.css'
import { textTexts } from './text.texts.ts'

interface TextFactProps {
  readonly text: TicketText
  /** ms since the epoch. */
  readonly now: number
}

/** Whether the caller was texted the ticket's number, and to which number. */
export function TextFact({ text: { state, phone, at, reason }, now }: TextFactProps) {
  const t = useTexts(textTexts)
  const key = state === 'waiting' && reason !== null ? 'trying' : state
  return (
    <dl className={factStyles.facts}>
      <div className={factStyles.fact}>
        <dt>{t('name')}</dt>
        <dd>
          {t(key, { at: formatWhen(at, now) })} · {phone}
        </dd>
      </div>
    </dl>
  )
}
