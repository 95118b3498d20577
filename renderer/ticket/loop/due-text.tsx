import type { TicketListRow } from '#shared/contract/rest/tickets.schema.ts'
import { formatMoment } from '../../i18n/format.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { classNames } from '../../ui/class-names.ts'
import { AlertIcon } from '../../ui/icons/marks.tsx'
import styles from './loop.module.css'
import { loopTexts } from './loop.texts.ts'

/** A ticket's limit: what for, until when, and how near; never by colour alone. */
export function DueText({ due }: { readonly due: TicketListRow['due'] }) {
  const t = useTexts(loopTexts)
  if (due.kind === 'none') return null
  if (due.stopped || due.at === null) return <span className={styles.due}>{t('due.stopped')}</span>
  const calm = due.dueness === 'calm'
  return (
    <span className={classNames(styles.due, !calm && styles[due.dueness])}>
      {!calm && <AlertIcon />}
      <span>{t(`due.${due.kind}`)}</span>
      <time dateTime={new Date(due.at).toISOString()}>{formatMoment(due.at).slice(5, 16)}</time>
      {!calm && <span>{t(`due.${due.dueness}`)}</span>}
    </span>
  )
}
