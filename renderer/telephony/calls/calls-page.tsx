import { useState } from 'react'
import { useTexts } from '../../i18n/use-texts.ts'
import { classNames } from '../../ui/class-names.ts'
import frame from '../../ui/page.module.css'
import { Tabs } from '../../ui/tabs.tsx'
import type { Dialler } from '../dial-button.tsx'
import type { CallQueries } from './call-queries.ts'
import { CallbackCount } from './callback-count.tsx'
import type { CallbackDesk } from './callback-desk.ts'
import { CallbacksTab } from './callbacks-tab.tsx'
import { callsTexts } from './calls.texts.ts'
import styles from './calls-page.module.css'
import { HistoryTab, type RecordingOf } from './history-tab.tsx'
import type { WatchCalls } from './use-call-history.ts'

interface CallsPageProps {
  readonly queries: CallQueries
  readonly watch: WatchCalls
  /** null: this window has no phone. */
  readonly dialler: Dialler | null
  /** null: this role makes no callbacks. */
  readonly callbacks: CallbackDesk | null
  readonly me: { readonly seat: string; readonly isLead: boolean }
  /** ms since the epoch. */
  readonly now: () => number
  /** What stands in the row of a call that was recorded. */
  readonly recordingOf?: RecordingOf | undefined
}

/** `#/calls`: the calls that were, and whom the hall owes one. */
export function CallsPage({ queries, watch, dialler, callbacks, me, now, recordingOf }: CallsPageProps) {
  const t = useTexts(callsTexts)
  const [tab, setTab] = useState('history')
  const history = { id: 'history', title: t('history') }
  const entries = callbacks
    ? [history, { id: 'callbacks', title: t('callbacks'), badge: <CallbackCount desk={callbacks} /> }]
    : [history]
  return (
    <div className={styles.page}>
      <h1 className={classNames(frame.title, styles.title)}>{t('title')}</h1>
      <Tabs label={t('tabs')} entries={entries} selected={tab} onSelect={setTab}>
        {tab === 'callbacks' && callbacks ? (
          <CallbacksTab desk={callbacks} dialler={dialler} me={me} now={now} />
        ) : (
          <HistoryTab
            queries={queries}
            watch={watch}
            wholeHall={me.isLead}
            dialler={dialler}
            now={now}
            recordingOf={recordingOf}
          />
        )}
      </Tabs>
    </div>
  )
}
