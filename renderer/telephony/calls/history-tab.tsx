import { type ReactNode, useState } from 'react'
import type { CallHistoryRow } from '#shared/contract/rest/calls.schema.ts'
import { Chinese } from '../../i18n/chinese.tsx'
import { formatDuration, formatMoment, formatWhen } from '../../i18n/format.ts'
import { useLanguage, useTexts } from '../../i18n/use-texts.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { clickWhyNot } from '../dial.rules.ts'
import { DialButton, type Dialler } from '../dial-button.tsx'
import { type CallFilters, noFilters } from './call-filters.rules.ts'
import type { CallQueries } from './call-queries.ts'
import { callsTexts } from './calls.texts.ts'
import styles from './calls-page.module.css'
import { HistoryFilters } from './history-filters.tsx'
import { OutcomeTag } from './outcome-tag.tsx'
import { type FoundCalls, useCallHistory, type WatchCalls } from './use-call-history.ts'
import { VirtualTable } from './virtual-table.tsx'

/** What stands in the row of a call that was recorded. */
export type RecordingOf = (callId: string, tabIndex: 0 | -1) => ReactNode

export interface HistoryTabProps {
  readonly queries: CallQueries
  readonly watch: WatchCalls
  readonly wholeHall: boolean
  /** null: this window has no phone. */
  readonly dialler: Dialler | null
  /** ms since the epoch. */
  readonly now: () => number
  readonly recordingOf?: RecordingOf | undefined
}

/** The calls of this seat, or of the hall, newest first and kept fresh. */
export function HistoryTab({ queries, watch, wholeHall, dialler, now, recordingOf }: HistoryTabProps) {
  const [filters, setFilters] = useState<CallFilters>(noFilters)
  const { found, more, retry } = useCallHistory(queries, filters, watch)
  const rows = found.calls
  return (
    <>
      <HistoryFilters filters={filters} onChange={setFilters} wholeHall={wholeHall} />
      {rows.length === 0 ? (
        <NoCalls status={found.status} narrowed={filters !== noFilters} onRetry={retry} />
      ) : (
        <CallTable
          rows={rows}
          status={found.status}
          dialler={dialler}
          now={now()}
          onEnd={more}
          recordingOf={recordingOf}
        />
      )}
      {rows.length > 0 && found.status === 'failed' && <FailedLine onRetry={retry} />}
    </>
  )
}

interface NoCallsProps {
  readonly status: FoundCalls['status']
  readonly narrowed: boolean
  readonly onRetry: () => void
}

function NoCalls({ status, narrowed, onRetry }: NoCallsProps): ReactNode {
  const t = useTexts(callsTexts)
  if (status === 'loading') return <EmptyState kind="loading" title={t('history')} />
  if (status === 'failed')
    return (
      <EmptyState kind="error" title={t('failed')} action={<Button label={t('retry')} onPress={onRetry} />}>
        {t('failedSay')}
      </EmptyState>
    )
  return narrowed ? (
    <EmptyState title={t('none')}>{t('noneSay')}</EmptyState>
  ) : (
    <EmptyState title={t('empty')}>{t('emptySay')}</EmptyState>
  )
}

function FailedLine({ onRetry }: { readonly onRetry: () => void }) {
  const t = useTexts(callsTexts)
  return (
    <p role="alert" className={styles.failed}>
      {t('failedSay')} <Button label={t('retry')} size="small" onPress={onRetry} />
    </p>
  )
}

interface CallTableProps {
  readonly rows: readonly CallHistoryRow[]
  readonly status: FoundCalls['status']
  readonly dialler: Dialler | null
  readonly now: number
  readonly onEnd: () => void
  readonly recordingOf: RecordingOf | undefined
}

function CallTable({ rows, status, dialler, now, onEnd, recordingOf }: CallTableProps) {
  const t = useTexts(callsTexts)
  const columns = [
    { id: 'when', name: t('when'), width: '9%' },
    { id: 'direction', name: t('direction'), width: '7%' },
    { id: 'number', name: t('number'), width: '14%' },
    { id: 'outcome', name: t('outcome'), width: '12%' },
    { id: 'queue', name: t('queue'), width: '9%' },
    { id: 'seat', name: t('seat'), width: '8%' },
    { id: 'waited', name: t('waited'), width: '10%' },
    { id: 'duration', name: t('duration'), width: '12%' },
    { id: 'endedBy', name: t('endedBy') },
    { id: 'acts', name: '', width: '10rem' },
  ]
  const enter = (index: number) => {
    const number = rows[index]?.number ?? null
    if (dialler && number !== null && clickWhyNot(dialler.store.getState().snapshot, number) === null)
      dialler.acts.dial(number)
  }
  return (
    <VirtualTable
      label={t('history')}
      columns={columns}
      keys={rows.map(({ callId }) => callId)}
      busy={status === 'loading'}
      onEnter={enter}
      onEnd={onEnd}
      cells={(index, { current }) => {
        const row = rows[index]
        return row && <Cells row={row} dialler={dialler} now={now} current={current} recordingOf={recordingOf} />
      }}
    />
  )
}

interface CellsProps extends Pick<CallTableProps, 'dialler' | 'now' | 'recordingOf'> {
  readonly row: CallHistoryRow
  readonly current: boolean
}

function Cells({ row, dialler, now, current, recordingOf }: CellsProps) {
  const t = useTexts(callsTexts)
  const language = useLanguage()
  const { queuedAt, answeredAt, endedAt, number } = row
  const waitedUntil = answeredAt ?? endedAt
  return (
    <>
      <td className={styles.digits}>
        <time title={formatMoment(queuedAt)}>{formatWhen(queuedAt, now)}</time>
      </td>
      <td>{t(`direction.${row.direction}`)}</td>
      <td className={styles.digits}>{number ?? t('noNumber')}</td>
      <td>
        <OutcomeTag outcome={row.outcome}>{t(`outcome.${row.outcome}`)}</OutcomeTag>
      </td>
      <td>{row.queue !== null && <Chinese>{row.queue}</Chinese>}</td>
      <td className={styles.digits}>{row.seat}</td>
      <td>{row.direction === 'in' && waitedUntil !== null && formatDuration(waitedUntil - queuedAt, language)}</td>
      <td>{answeredAt !== null && endedAt !== null && formatDuration(endedAt - answeredAt, language)}</td>
      <td>{row.endedBy !== null && t(`endedBy.${row.endedBy}`)}</td>
      <td className={styles.acts}>
        {row.recorded && recordingOf?.(row.callId, current ? 0 : -1)}
        {dialler && number !== null && (
          <DialButton
            dialler={dialler}
            number={number}
            label={t(row.direction === 'in' ? 'callBack' : 'redial')}
            tabIndex={current ? 0 : -1}
          />
        )}
      </td>
    </>
  )
}
