import type { CallbackRow } from '#shared/contract/socket/topics.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { clickWhyNot } from '../dial.rules.ts'
import type { Dialler } from '../dial-button.tsx'
import { telephonyTexts } from '../telephony.texts.ts'
import { usePhone } from '../use-telephony.ts'
import { callbackTexts } from './callback.texts.ts'
import { CallbackCells } from './callback-cells.tsx'
import type { CallbackDesk } from './callback-desk.ts'
import { actOn, inOrder } from './callback-view.rules.ts'
import { useCallbacks } from './use-callbacks.ts'
import { VirtualTable } from './virtual-table.tsx'

export interface CallbacksTabProps {
  readonly desk: CallbackDesk
  readonly dialler: Dialler | null
  readonly me: { readonly seat: string; readonly isLead: boolean }
  /** ms since the epoch. */
  readonly now: () => number
}

/** Whom the hall owes a call, due first. Enter takes a task and rings. */
export function CallbacksTab(props: CallbacksTabProps) {
  const t = useTexts(callbackTexts)
  const rows = useCallbacks(props.desk.store, (view) => view.rows)
  if (rows === null) return <EmptyState kind="loading" title={t('list')} />
  if (rows.size === 0) return <EmptyState title={t('empty')}>{t('emptySay')}</EmptyState>
  const { dialler } = props
  return dialler ? (
    <WithPhone {...props} dialler={dialler} rows={inOrder(rows.values())} />
  ) : (
    <TaskTable {...props} rows={inOrder(rows.values())} whyNot={t('noPhone')} />
  )
}

/** Any number a citizen may be called on: what says whether the phone can dial at all. */
const anyNumber = '12345678'

interface TableProps extends CallbacksTabProps {
  readonly rows: readonly CallbackRow[]
}

function WithPhone(props: TableProps & { readonly dialler: Dialler }) {
  const t = useTexts(telephonyTexts)
  const why = usePhone(props.dialler.store, ({ snapshot }) => clickWhyNot(snapshot, anyNumber))
  return <TaskTable {...props} whyNot={why === null ? undefined : t(`click.${why}`)} />
}

function TaskTable({ desk, me, now, rows, whyNot }: TableProps & { readonly whyNot: string | undefined }) {
  const t = useTexts(callbackTexts)
  const columns = [
    { id: 'due', name: t('due'), width: '14%' },
    { id: 'number', name: t('number'), width: '10%' },
    { id: 'why', name: t('why') },
    { id: 'attempts', name: t('attempts'), width: '5%' },
    { id: 'lastOutcome', name: t('lastOutcome'), width: '9%' },
    { id: 'holder', name: t('holder'), width: '9%' },
    { id: 'acts', name: '', width: '17.5rem' },
  ]
  const enter = (index: number) => {
    const row = rows[index]
    const act = row && actOn(row, me)
    if (row && whyNot === undefined && (act === 'take' || act === 'own')) desk.call(row.taskId)
  }
  return (
    <VirtualTable
      label={t('list')}
      columns={columns}
      keys={rows.map(({ taskId }) => taskId)}
      busy={false}
      onEnter={enter}
      cells={(index, { current }) => {
        const row = rows[index]
        return row && <CallbackCells row={row} desk={desk} me={me} now={now()} whyNot={whyNot} current={current} />
      }}
    />
  )
}
