import { useTexts } from '../i18n/use-texts.ts'
import { InfoIcon } from '../ui/icons/marks.tsx'
import { useSecond } from '../ui/use-second.ts'
import { toConfirm } from './notice.store.ts'
import { noticeTexts } from './notice.texts.ts'
import type { NoticeDesk } from './notice-desk.ts'
import styles from './notice-strip.module.css'
import { useNotices } from './use-notices.ts'

interface NoticeStripProps {
  readonly desk: NoticeDesk
  /** A call rings here: nothing else asks for attention. */
  readonly ringing: boolean
}

/** The newest important notice that is not confirmed, in one quiet line that leads to it. */
export function NoticeStrip({ desk, ringing }: NoticeStripProps) {
  const t = useTexts(noticeTexts)
  const view = useNotices(desk.store)
  const [first] = toConfirm(view, useSecond() * 1000 + desk.aheadMs())
  if (ringing || first?.level !== 'important') return null
  return (
    <div role="status" className={styles.strip}>
      <InfoIcon />
      <p className={styles.text}>{t('strip', { title: first.title })}</p>
      <a href="#/notices">{t('show')}</a>
    </div>
  )
}
