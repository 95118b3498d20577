import type { ReactNode } from 'react'
import { moreFields } from '#shared/ticket/more-values.ts'
import type { DraftInput } from '#shared/ticket-draft/draft-fields.ts'
import { Chinese } from '../i18n/chinese.tsx'
import { useLanguage, useTexts } from '../i18n/use-texts.ts'
import { factText } from './fact-text.ts'
import type { BesidePhone } from './form-parts.ts'
import { moreTexts } from './more/more.texts.ts'
import { moreText } from './more/more-words.ts'
import { ticketTexts } from './ticket.texts.ts'
import type { TicketData } from './ticket-data.ts'
import styles from './ticket-facts.module.css'

type FactName = Exclude<keyof DraftInput, 'more'>

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className={styles.fact}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

const order: readonly FactName[] = [
  'type',
  'urgency',
  'matter',
  'place',
  'address',
  'name',
  'phone',
  'callerKind',
  'title',
  'content',
  'handling',
  'declineReason',
  'leadUnit',
  'answerGiven',
  'kbRefs',
]

interface TicketFactsProps {
  readonly facts: DraftInput
  readonly data: TicketData | null
  readonly besidePhone?: BesidePhone | undefined
}

/** A ticket to read: each field that has a value, in the order of the form. */
export function TicketFacts({ facts, data, besidePhone }: TicketFactsProps) {
  const t = useTexts(ticketTexts)
  const more = useTexts(moreTexts)
  const language = useLanguage()
  const shown = (name: FactName): string => {
    const value = facts[name]
    if (typeof value !== 'string' && typeof value !== 'boolean') return value.join('、')
    return factText(name, value, { data, language, yes: t('yes'), no: t('no') })
  }
  return (
    <dl className={styles.facts}>
      {order
        .map((name) => [name, shown(name)] as const)
        .filter(([, text]) => text !== '')
        .map(([name, text]) => (
          <Fact key={name} name={t(name)}>
            <Chinese>{text}</Chinese>
            {name === 'phone' && besidePhone?.(text)}
          </Fact>
        ))}
      {moreFields
        .filter((field) => field !== 'splitOf' && (facts.more[field] ?? '') !== '')
        .map((field) => (
          <Fact key={field} name={more(field)}>
            <Chinese>{moreText(field, facts.more[field] ?? '', { data, language })}</Chinese>
          </Fact>
        ))}
      {facts.confidential && <Fact name={t('confidential')}>{t('yes')}</Fact>}
    </dl>
  )
}
