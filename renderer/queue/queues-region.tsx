import { useId } from 'react'
import type { WallWaitingRow } from '#shared/contract/socket/topics.ts'
import { Chinese } from '../i18n/chinese.tsx'
import { useTexts } from '../i18n/use-texts.ts'
import { Elapsed } from '../ui/timer.tsx'
import { NumberTile } from './number-tile.tsx'
import styles from './queues-region.module.css'
import { useWall } from './use-wall.ts'
import type { Wall } from './wall.store.ts'
import { wallTexts } from './wall.texts.ts'

/** Lines shown; more would not be read, and cost every frame. */
const mostShown = 40

/** Who waits: how many, how long, and each call in line. */
export function QueuesRegion({ wall }: { readonly wall: Wall }) {
  const t = useTexts(wallTexts)
  const id = useId()
  const numbers = useWall(wall, (state) => state.numbers)
  const aheadMs = useWall(wall, (state) => state.aheadMs)
  const oldest = numbers?.oldestSince ?? null
  const waits = (numbers?.waiting ?? 0) > 0
  return (
    <section aria-labelledby={id} className={styles.region}>
      <h2 id={id} className={styles.title}>
        {t('queues')}
      </h2>
      <div className={styles.tiles}>
        <NumberTile name={t('waiting')} definition={t('waiting.what')} tone={waits ? 'amber' : undefined}>
          {numbers?.waiting ?? '—'}
        </NumberTile>
        <NumberTile name={t('longestWait')} definition={t('longestWait.what')} tone={waits ? 'amber' : undefined}>
          {oldest === null ? '00:00' : <Elapsed since={oldest} aheadMs={aheadMs} />}
        </NumberTile>
      </div>
      <QueueList wall={wall} />
      <WaitingCalls wall={wall} />
    </section>
  )
}

function QueueList({ wall }: { readonly wall: Wall }) {
  const t = useTexts(wallTexts)
  const queues = useWall(wall, (state) => state.queues)
  if (queues.length < 2) return null
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls has to scroll by keyboard
    <ul aria-label={t('queueList')} className={styles.queues} tabIndex={0}>
      {queues.slice(0, mostShown).map((row) => (
        <li key={row.queue} className={styles.queue}>
          <span className={styles.queueName}>
            <Chinese>{row.queue}</Chinese>
          </span>
          <span>{t('queueWaiting', { count: row.waiting })}</span>
          <span>{t('queueReady', { count: row.ready })}</span>
        </li>
      ))}
    </ul>
  )
}

function WaitingCalls({ wall }: { readonly wall: Wall }) {
  const t = useTexts(wallTexts)
  const calls = useWall(wall, (state) => state.waiting)
  const aheadMs = useWall(wall, (state) => state.aheadMs)
  if (calls.length === 0) return <p className={styles.nobody}>{t('noneWaiting')}</p>
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls has to scroll by keyboard */}
      <ol aria-label={t('waitingCalls')} className={styles.calls} tabIndex={0}>
        {calls.slice(0, mostShown).map((call) => (
          <WaitingCall key={call.callId} call={call} aheadMs={aheadMs} />
        ))}
      </ol>
      {calls.length > mostShown && <p className={styles.nobody}>{t('more', { count: calls.length - mostShown })}</p>}
    </>
  )
}

function WaitingCall({ call, aheadMs }: { readonly call: WallWaitingRow; readonly aheadMs: number }) {
  const t = useTexts(wallTexts)
  return (
    <li className={styles.call}>
      <span className={styles.position}>{t('position', { n: call.position })}</span>
      <span className={styles.number}>{call.number ?? t('noNumber')}</span>
      <span className={styles.queueName}>
        <Chinese>{call.queue}</Chinese>
      </span>
      <span className={styles.waited}>
        <Elapsed since={call.since} aheadMs={aheadMs} />
      </span>
    </li>
  )
}
