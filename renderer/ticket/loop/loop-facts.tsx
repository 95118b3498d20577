import type { ReactNode } from 'react'
import type { TicketDetail } from '#shared/contract/rest/tickets.schema.ts'
import { Chinese } from '../../i18n/chinese.tsx'
import { formatMoment } from '../../i18n/format.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import type { TicketData } from '../ticket-data.ts'
import factStyles from '../ticket-facts.module.css'
import { DueText } from './due-text.tsx'
import { loopTexts } from './loop.texts.ts'
import { keyOf } from './refusal-text.ts'

interface LoopFactsProps {
  readonly detail: TicketDetail
  readonly data: TicketData | null
}

/** Where the ticket stands: its limit, its unit, what waits, what was answered. What does not apply is not shown. */
export function LoopFacts({ detail, data }: LoopFactsProps) {
  const t = useTexts(loopTexts)
  const { loop, due, urges } = detail
  const unitName = (id: string) => data?.units.get(id)?.path.at(-1) ?? id
  const value = (of: string) => {
    const key = keyOf('value', of)
    return key === null ? of : t(key)
  }
  const yes = (is: boolean) => (is ? t('yes') : t('no'))
  const joined = (...parts: (string | false)[]) => parts.filter(Boolean).join(' · ')
  const { asked, reply, evaluation, supervision } = loop
  const facts: readonly (readonly [Parameters<typeof t>[0], ReactNode])[] = [
    ['due', due.kind !== 'none' && <DueText due={due} />],
    ['unit', loop.unit !== null && joined(unitName(loop.unit), loop.designated && t('designated'))],
    ['dispatchBasis', loop.dispatchBasis ?? ''],
    ['asked', asked && joined(asked.reason, asked.by, formatMoment(asked.at))],
    ['tasks', loop.tasks.map(({ unit, answer, note }) => joined(unitName(unit), answer || note)).join('；')],
    ['returns', loop.returns > 0 && String(loop.returns)],
    ['extensions', loop.extensions > 0 && String(loop.extensions)],
    ['reply', reply && joined(value(reply.factual), `${t('field.resolved')} ${yes(reply.resolved)}`, reply.detail)],
    [
      'evaluation',
      evaluation &&
        joined(
          value(evaluation.solution),
          value(evaluation.satisfaction),
          evaluation.cause !== 'none' && value(evaluation.cause),
          evaluation.why,
        ),
    ],
    ['supervision', supervision && joined(value(supervision.level), supervision.reason)],
    ['urges', urges > 0 && String(urges)],
    ['missed', loop.missed > 0 && String(loop.missed)],
    ['mergedInto', loop.mergedInto ?? ''],
  ]
  const present = facts.filter(([, fact]) => fact !== false && fact !== '' && fact !== null)
  if (present.length === 0) return null
  return (
    <section aria-label={t('where')}>
      <dl className={factStyles.facts}>
        {present.map(([key, fact]) => (
          <div key={key} className={factStyles.fact}>
            <dt>{t(key)}</dt>
            <dd>{typeof fact === 'string' ? <Chinese>{fact}</Chinese> : fact}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
