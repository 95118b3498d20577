import type { TicketText } from '#shared/contract/rest/tickets.schema.ts'
import { Chinese } from '../../i18n/chinese.tsx'
import { formatWhen } from '../../i18n/format.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import factStyles from '../ticket-facts.module.css'
import { textTexts } from './text.texts.ts'

interface TextFactProps {
  readonly text: TicketText
  /** ms since the epoch. */
  readonly now: number
  /** Name of the unit that is told of a dispatch; left out: it is the caller's text. */
  readonly unit?: string
}

/** Whether the caller was texted the ticket's number, or a unit its dispatch, and to which number. */
export function TextFact({ text: { state, phone, at, reason }, now, unit }: TextFactProps) {
  const t = useTexts(textTexts)
  const tried = reason !== null && (state === 'waiting' || state === 'recalled')
  const key = !tried ? state : state === 'waiting' ? 'trying' : 'recalledTried'
  return (
    <dl className={factStyles.facts}>
      <div className={factStyles.fact}>
        <dt>{unit === undefined ? t('name') : t('unitName')}</dt>
        <dd>
          {unit !== undefined && (
            <>
              <Chinese>{unit}</Chinese> ·{' '}
            </>
          )}
          {t(key, { at: formatWhen(at, now) })} · {phone}
        </dd>
      </div>
    </dl>
  )
}
