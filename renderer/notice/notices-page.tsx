import { useTexts } from '../i18n/use-texts.ts'
import { classNames } from '../ui/class-names.ts'
import { EmptyState } from '../ui/empty-state.tsx'
import frame from '../ui/page.module.css'
import { useSecond } from '../ui/use-second.ts'
import { standing } from './notice.store.ts'
import { noticeTexts } from './notice.texts.ts'
import { NoticeCard } from './notice-card.tsx'
import type { NoticeDesk } from './notice-desk.ts'
import styles from './notices-page.module.css'
import { PublishForm } from './publish-form.tsx'
import { useNotices } from './use-notices.ts'

/** `#/notices`: the notices that stand, and where a lead or supervisor publishes one. */
export function NoticesPage({ desk }: { readonly desk: NoticeDesk }) {
  const t = useTexts(noticeTexts)
  return (
    <div className={frame.column}>
      <h1 className={frame.title}>{t('title')}</h1>
      <div className={classNames(styles.columns, desk.publishes && styles.two)}>
        <NoticeList desk={desk} />
        {desk.publishes && <PublishForm desk={desk} />}
      </div>
    </div>
  )
}

function NoticeList({ desk }: { readonly desk: NoticeDesk }) {
  const t = useTexts(noticeTexts)
  const view = useNotices(desk.store)
  const now = useSecond() * 1000 + desk.aheadMs()
  const rows = standing(view, now)
  if (view.rows === null) return <EmptyState kind="loading" title={t('loading')} />
  if (rows.length === 0) return <EmptyState title={t('none')}>{t('noneSay')}</EmptyState>
  return (
    <div className={styles.list}>
      {rows.map((row) => (
        <NoticeCard key={row.noticeId} row={row} desk={desk} now={now} />
      ))}
    </div>
  )
}
