import type { ReactNode } from 'react'
import type { DayFigures } from '#shared/contract/rest/day.schema.ts'
import { formatTimer } from '../i18n/format.ts'
import { useTexts } from '../i18n/use-texts.ts'
import { EmptyState } from '../ui/empty-state.tsx'
import frame from '../ui/page.module.css'
import { useSecond } from '../ui/use-second.ts'
import { dayTexts } from './day.texts.ts'
import { DayBars } from './day-bars.tsx'
import type { DayDesk } from './day-desk.ts'
import { DayFigure } from './day-figure.tsx'
import styles from './day-page.module.css'
import { MyCallbacks, UnfinishedDrafts, WaitingTickets } from './day-waiting.tsx'
import { useDay, useWatched } from './use-day.ts'

/** `#/day`: the seat's own day, what it did and what waits for it. */
export function DayPage({ desk, foot }: { readonly desk: DayDesk; readonly foot?: ReactNode }) {
  const t = useTexts(dayTexts)
  const { figures, failed } = useDay(desk)
  return (
    <div className={frame.column}>
      <header className={styles.head}>
        <h1 className={frame.title}>{t('title')}</h1>
        <span className={styles.day}>{figures?.day}</span>
        <span className={styles.stale} role="status">
          {figures && failed ? t('stale') : ''}
        </span>
        <a className={styles.notices} href="#/notices">
          {t('toNotices')}
        </a>
      </header>
      {figures ? <Figures {...figures} /> : <NoFigures failed={failed !== null} />}
      <Waiting desk={desk} tickets={figures?.tickets ?? null} />
      {foot}
    </div>
  )
}

/** What waits: here times tick, and nothing else is drawn for them. */
function Waiting({ desk, tickets }: { readonly desk: DayDesk; readonly tickets: DayFigures['tickets'] }) {
  const drafts = useWatched(desk.drafts)
  const callbacks = useWatched(desk.callbacks)
  const aheadMs = desk.aheadMs()
  const moment = { now: useSecond() * 1000 + aheadMs, aheadMs }
  return (
    <div className={styles.waiting}>
      {drafts && <UnfinishedDrafts drafts={drafts} openDraft={desk.openDraft} moment={moment} />}
      {callbacks && <MyCallbacks rows={callbacks} seat={desk.seat} moment={moment} />}
      {tickets && <WaitingTickets tickets={tickets} moment={moment} />}
    </div>
  )
}

function NoFigures({ failed }: { readonly failed: boolean }) {
  const t = useTexts(dayTexts)
  if (!failed) return <EmptyState kind="loading" title={t('loading')} />
  return (
    <EmptyState kind="error" title={t('failed')}>
      {t('failedSay')}
    </EmptyState>
  )
}

function Figures({ calls, tickets }: Pick<DayFigures, 'calls' | 'tickets'>) {
  const t = useTexts(dayTexts)
  const { answered, reached, dialled, missed, talkMs, holdMs, averageMs } = calls
  const average = averageMs === null ? t('none') : formatTimer(averageMs)
  return (
    <div className={styles.figures}>
      <section className={styles.card} aria-label={t('calls')}>
        <h2 className={styles.name}>{t('calls')}</h2>
        <dl className={styles.numbers}>
          <DayFigure label={t('answered')} means={t('answered.means')} value={String(answered)} />
          <DayFigure label={t('missed')} means={t('missed.means')} value={String(missed)} alarming={missed > 0} />
          <DayFigure label={t('dialled')} means={t('dialled.means')} value={t('reached', { dialled, reached })} />
          <DayFigure label={t('talk')} means={t('talk.means')} value={formatTimer(talkMs)} />
          <DayFigure label={t('hold')} means={t('hold.means')} value={formatTimer(holdMs)} />
          <DayFigure label={t('average')} means={t('average.means')} value={average} />
        </dl>
        <DayBars hours={calls.hours} />
      </section>
      {tickets && (
        <section className={styles.card} aria-label={t('tickets')}>
          <h2 className={styles.name}>{t('tickets')}</h2>
          <dl className={styles.numbers}>
            <DayFigure label={t('handedIn')} means={t('handedIn.means')} value={String(tickets.handedIn)} />
            <DayFigure label={t('direct')} means={t('direct.means')} value={String(tickets.answered)} />
            <DayFigure label={t('dispatched')} means={t('dispatched.means')} value={String(tickets.dispatched)} />
          </dl>
        </section>
      )}
    </div>
  )
}
