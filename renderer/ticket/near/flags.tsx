import type { TicketListRow } from '#shared/contract/rest/tickets.schema.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import styles from './near.module.css'
import { nearTexts } from './near.texts.ts'

/** 重复 群体性 假闭环, in words. */
export function Flags({ flags }: Pick<TicketListRow, 'flags'>) {
  const t = useTexts(nearTexts)
  return (flags ?? []).map((flag) => (
    <span key={flag} className={styles.flag}>
      {t(`flag.${flag}`)}
    </span>
  ))
}
