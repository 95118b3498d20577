import type { TimelineEntry } from '#shared/contract/rest/tickets.schema.ts'
import { Chinese } from '../../i18n/chinese.tsx'
import { formatMoment } from '../../i18n/format.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { attachmentTexts } from '../attachment/attachment.texts.ts'
import { attachmentKey } from '../attachment/attachment-words.ts'
import { choiceTexts } from '../choice.texts.ts'
import type { TicketData } from '../ticket-data.ts'
import styles from './loop.module.css'
import { loopTexts } from './loop.texts.ts'
import { keyOf } from './refusal-text.ts'

interface TimelineProps {
  readonly entries: readonly TimelineEntry[]
  readonly data: TicketData | null
}

const unitFields: readonly string[] = ['unit', 'units', 'coUnits', 'suggestedUnit']
const yesFields: readonly string[] = ['contacted', 'resolved', 'complex', 'callerTold', 'rework']

/** What happened to the ticket, the newest first: who, when, what, with which words. */
export function Timeline({ entries, data }: TimelineProps) {
  const t = useTexts(loopTexts)
  const c = useTexts(choiceTexts)
  const a = useTexts(attachmentTexts)
  const word = (field: string, value: string): string => {
    if (unitFields.includes(field)) {
      const name = (id: string) => data?.units.get(id)?.path.at(-1) ?? id
      return value.split('、').map(name).join('、')
    }
    if (yesFields.includes(field)) return value === 'true' ? t('yes') : t('no')
    if (field === 'reviewOn') return formatMoment(Number(value)).slice(0, 10)
    const key = keyOf('value', value)
    return key === null ? value : t(key)
  }
  const named = (prefix: string, name: string) => {
    const key = keyOf(prefix, name)
    if (key !== null) return t(key)
    const ofFile = attachmentKey(prefix, name)
    return ofFile === null ? null : a(ofFile)
  }
  return (
    <section aria-label={t('timeline')} className={styles.timeline}>
      <h3 className={styles.heading}>{t('timeline')}</h3>
      <ol className={styles.entries}>
        {entries
          .map((entry, index) => ({ entry, key: index }))
          .reverse()
          .map(({ entry, key }) => (
            <li key={key} className={styles.entry}>
              <div className={styles.what}>
                <time dateTime={new Date(entry.at).toISOString()}>{formatMoment(entry.at).slice(5, 16)}</time>
                <strong>{named('act', entry.action) ?? named('action', entry.action) ?? entry.action}</strong>
                <span>{entry.seat === 'system' ? t('system') : entry.seat}</span>
                {entry.from !== entry.to && <span>{c(`status.${entry.to}`)}</span>}
                {entry.refused !== null && (
                  <span>{t('refusedEntry', { why: named('refused', entry.refused) ?? entry.refused })}</span>
                )}
              </div>
              {entry.said.map(({ field, value }) => (
                <p key={field} className={styles.said}>
                  <span className={styles.field}>{named('field', field) ?? field}</span>
                  <Chinese>{word(field, value)}</Chinese>
                </p>
              ))}
            </li>
          ))}
      </ol>
    </section>
  )
}
