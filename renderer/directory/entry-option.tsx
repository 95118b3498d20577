import { memo } from 'react'
import type { DirectoryRow } from '#shared/contract/socket/topics.ts'
import { Chinese } from '../i18n/chinese.tsx'
import { useTexts } from '../i18n/use-texts.ts'
import { StarIcon } from '../ui/icons/marks.tsx'
import { Elapsed } from '../ui/timer.tsx'
import hidden from '../ui/visually-hidden.module.css'
import { isStarred } from './directory.store.ts'
import { directoryTexts } from './directory.texts.ts'
import type { DirectoryDesk } from './directory-desk.ts'
import styles from './directory-list.module.css'
import { PresenceMark } from './presence-mark.tsx'
import { serves } from './reason.ts'
import { type KnownWords, useDirectory } from './use-directory.ts'

interface LineProps {
  readonly line: NonNullable<DirectoryRow['line']>
  readonly aheadMs: number
}

/** Who waits in a queue, and for how long the first one does. */
function Line({ line: { waiting, oldestSince }, aheadMs }: LineProps) {
  const t = useTexts(directoryTexts)
  if (waiting === 0 || oldestSince === null) return t('lineEmpty')
  return (
    <>
      {t('line', { count: waiting })} <Elapsed since={oldestSince} aheadMs={aheadMs} />
    </>
  )
}

interface EntryOptionProps {
  readonly desk: DirectoryDesk
  readonly entryId: string
  /** Why it is here, in words; null: needs no reason, then what it is for is shown. */
  readonly reason: string | null
  readonly words: KnownWords | null
}

/** What an option shows of an entry. It renders when its own row or star changes. */
export const EntryOption = memo(function EntryOption({ desk, entryId, reason, words }: EntryOptionProps) {
  const t = useTexts(directoryTexts)
  const row = useDirectory(desk.store, ({ rows }) => rows?.get(entryId))
  const starred = useDirectory(desk.store, (state) => isStarred(state, entryId))
  if (!row) return null
  const under = [row.name.startsWith(row.unit) ? '' : row.unit, reason ?? serves(row, words)].filter(
    (part) => part !== '',
  )
  return (
    <>
      <span className={styles.star} data-star={starred ? 'on' : 'off'} title={t(starred ? 'unstar' : 'star')}>
        <StarIcon filled={starred} />
      </span>
      <span className={styles.who}>
        <span className={styles.name}>
          <Chinese>{row.name}</Chinese>
        </span>{' '}
        <span className={styles.under}>
          {row.line ? <Line line={row.line} aheadMs={desk.aheadMs()} /> : <Chinese>{under.join(' · ')}</Chinese>}
        </span>
      </span>{' '}
      <span className={styles.side}>
        <span className={styles.number}>{row.number}</span> <PresenceMark presence={row.presence} />
      </span>
      {starred && <span className={hidden.hidden}>{t('starred')}</span>}
    </>
  )
})
