import { useRef } from 'react'
import type { TranscriptRow } from '#shared/contract/socket/topics.ts'
import { useTexts } from '../i18n/use-texts.ts'
import { Button } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { DownIcon } from '../ui/icons/marks.tsx'
import { assistantTexts } from './assistant.texts.ts'
import { TranscriptList } from './transcript-list.tsx'
import styles from './transcript-region.module.css'
import { useFollow } from './use-follow.ts'

interface TranscriptRegionProps {
  readonly hasCall: boolean
  /** null: not known yet. */
  readonly lines: readonly TranscriptRow[] | null
  readonly refused: boolean
}

/** A box that scrolls must be reachable by keyboard (WCAG 2.1.1), though nothing in it is pressed. */
const byKeyboard = { tabIndex: 0 }

/** What was said, the newest in view unless a person scrolled up. */
export function TranscriptRegion({ hasCall, lines, refused }: TranscriptRegionProps) {
  const t = useTexts(assistantTexts)
  const scroller = useRef<HTMLDivElement>(null)
  const { following, onScroll, toNewest } = useFollow(scroller, lines)
  return (
    <section aria-label={t('transcript')} className={styles.region}>
      <h3 className={styles.head}>{t('transcript')}</h3>
      <div ref={scroller} className={styles.scroller} onScroll={onScroll} {...byKeyboard} role="log" aria-live="off">
        {lines !== null && lines.length > 0 ? (
          <TranscriptList lines={lines} scroller={scroller} />
        ) : (
          <NoLines hasCall={hasCall} known={lines !== null} refused={refused} />
        )}
      </div>
      {!following && (
        <div className={styles.newest}>
          <Button label={t('newest')} icon={<DownIcon />} size="small" onPress={toNewest} />
        </div>
      )}
    </section>
  )
}

function NoLines({ hasCall, known, refused }: { hasCall: boolean; known: boolean; refused: boolean }) {
  const t = useTexts(assistantTexts)
  if (!hasCall) return <EmptyState title={t('noCall')}>{t('noCallHint')}</EmptyState>
  if (refused) return <EmptyState title={t('refused')} />
  return known ? <EmptyState title={t('noLines')} /> : <EmptyState kind="loading" title={t('loading')} />
}
