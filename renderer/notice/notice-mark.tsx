import { useTexts } from '../i18n/use-texts.ts'
import { useSecond } from '../ui/use-second.ts'
import hidden from '../ui/visually-hidden.module.css'
import { toConfirm } from './notice.store.ts'
import { noticeTexts } from './notice.texts.ts'
import type { NoticeDesk } from './notice-desk.ts'
import styles from './notice-mark.module.css'
import { useNotices } from './use-notices.ts'

/** How many notices the seat has still to confirm; nothing when there are none. */
export function NoticeMark({ desk }: { readonly desk: NoticeDesk }) {
  const t = useTexts(noticeTexts)
  const view = useNotices(desk.store)
  const count = toConfirm(view, useSecond() * 1000 + desk.aheadMs()).length
  if (count === 0) return null
  return (
    <>
      <span className={styles.mark} aria-hidden="true">
        {count > 99 ? '99+' : count}
      </span>
      <span className={hidden.hidden}>{t('unread', { count })}</span>
    </>
  )
}
