import { useId, useState } from 'react'
import type { NoticeRow } from '#shared/contract/socket/notice.schema.ts'
import { Chinese } from '../i18n/chinese.tsx'
import { formatWhen } from '../i18n/format.ts'
import { useTexts } from '../i18n/use-texts.ts'
import { Button } from '../ui/button.tsx'
import { noticeTexts } from './notice.texts.ts'
import styles from './notice-card.module.css'
import type { NoticeDesk, NoticeFault } from './notice-desk.ts'

/** How many of those who have not confirmed are named. */
const namedAtMost = 12

interface NoticeCardProps {
  readonly row: NoticeRow
  readonly desk: NoticeDesk
  /** The server's clock, ms since the epoch. */
  readonly now: number
}

/** One notice: what it says, and 已阅; to who published it, who has not read it yet. */
export function NoticeCard({ row, desk, now }: NoticeCardProps) {
  const t = useTexts(noticeTexts)
  const id = useId()
  const ahead = desk.aheadMs()
  const when = (at: number) => formatWhen(at - ahead, now - ahead)
  const { title, text, name, seat, at, until } = row
  return (
    <article className={styles.card} aria-labelledby={id}>
      <header className={styles.head}>
        <h2 id={id} className={styles.title}>
          {row.level === 'important' && <span className={styles.important}>{t('important')}</span>}
          <Chinese>{title}</Chinese>
        </h2>
        <Confirming row={row} desk={desk} when={when} />
      </header>
      <p className={styles.text}>
        <Chinese>{text}</Chinese>
      </p>
      <p className={styles.from}>{t('from', { name, seat, at: when(at), until: when(until) })}</p>
      {row.reached && <Reached row={row} reached={row.reached} desk={desk} />}
    </article>
  )
}

function Confirming({ row, desk, when }: Pick<NoticeCardProps, 'row' | 'desk'> & { when: (at: number) => string }) {
  const t = useTexts(noticeTexts)
  // Kept until the server has it: what was pressed is shown at once.
  const [pressed, setPressed] = useState(false)
  if (row.reached) return null
  if (row.readAt !== null) return <p className={styles.confirmed}>{t('confirmed', { at: when(row.readAt) })}</p>
  if (pressed) return <p className={styles.confirmed}>{t('confirming')}</p>
  return (
    <Button
      label={t('confirm')}
      hint={row.title}
      look="solid"
      onPress={() => {
        setPressed(true)
        desk.confirm(row.noticeId)
      }}
    />
  )
}

interface ReachedProps {
  readonly row: NoticeRow
  readonly reached: NonNullable<NoticeRow['reached']>
  readonly desk: NoticeDesk
}

function Reached({ row, reached: { total, unread, waiting }, desk }: ReachedProps) {
  const t = useTexts(noticeTexts)
  const [fault, setFault] = useState<NoticeFault | null>(null)
  const names = waiting.slice(0, namedAtMost).map(({ seat, name }) => `${seat} ${name}`)
  const rest = unread > names.length ? t('more', { count: unread }) : ''
  return (
    <footer className={styles.reached}>
      <p className={styles.count}>
        {t('reached', { read: total - unread, total })}
        {unread > 0 && ` · ${t('waiting', { names: names.join(t('between')) })}${rest}`}
      </p>
      <p className={styles.fault} role="status">
        {fault === null ? '' : t(`fault.${fault}`)}
      </p>
      <Button
        label={t('withdraw')}
        hint={row.title}
        look="quiet"
        onPress={() => void desk.withdraw(row.noticeId).then(setFault)}
      />
    </footer>
  )
}
