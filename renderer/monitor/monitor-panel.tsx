import { type ReactNode, useState } from 'react'
import type { WallSeatRow } from '#shared/contract/socket/topics.ts'
import { type MonitorMode, monitorModes } from '#shared/seat/monitor.rules.ts'
import { Chinese } from '../i18n/chinese.tsx'
import { useTexts } from '../i18n/use-texts.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { CloseIcon } from '../ui/icons/marks.tsx'
import { HandsetIcon } from '../ui/icons/phone.tsx'
import { Notice } from '../ui/notice.tsx'
import hidden from '../ui/visually-hidden.module.css'
import { modeIn } from './monitor.store.ts'
import { monitorTexts } from './monitor.texts.ts'
import type { MonitorDesk } from './monitor-desk.ts'
import styles from './monitor-panel.module.css'
import { useMonitor } from './use-monitor.ts'

interface MonitorPanelProps {
  readonly desk: MonitorDesk
  /** The chosen seat as the wall knows it. */
  readonly row: WallSeatRow | undefined
  /** What is said in the call. */
  readonly transcript: (callId: string) => ReactNode
}

/** The call of the chosen seat: what is said in it, and how the lead is in it. */
export function MonitorPanel({ desk, row, transcript }: MonitorPanelProps) {
  const t = useTexts(monitorTexts)
  return (
    <section aria-label={t('panel')} className={styles.panel}>
      {row ? (
        <SeatCall desk={desk} row={row} transcript={transcript} />
      ) : (
        <EmptyState icon={<HandsetIcon />} title={t('choose')}>
          {t('chooseHint')}
        </EmptyState>
      )}
    </section>
  )
}

function SeatCall({ desk, row, transcript }: MonitorPanelProps & { readonly row: WallSeatRow }) {
  const t = useTexts(monitorTexts)
  const { seat, callId } = row
  const talks = row.state === 'talking' || row.state === 'hold'
  const own = useMonitor(desk.store, (state) => modeIn(state, desk.own, seat))
  return (
    <>
      <header className={styles.head}>
        <h2 className={styles.title}>
          {seat} <Chinese>{row.name}</Chinese>
        </h2>
        <OtherLeads desk={desk} seat={seat} />
        <Button
          label={t('close')}
          icon={<CloseIcon />}
          iconOnly
          look="quiet"
          size="small"
          onPress={() => desk.choose(null)}
        />
      </header>
      <Modes desk={desk} seat={seat} own={own} talks={talks} />
      <Acts desk={desk} seat={seat} own={own} talks={talks} />
      <Refusal desk={desk} />
      <div className={styles.transcript}>{talks && callId !== null && transcript(callId)}</div>
    </>
  )
}

interface OfSeat {
  readonly desk: MonitorDesk
  readonly seat: string
  readonly own: MonitorMode | null
  readonly talks: boolean
}

function Modes({ desk, seat, own, talks }: OfSeat) {
  const t = useTexts(monitorTexts)
  return (
    <fieldset className={styles.modes}>
      <legend className={hidden.hidden}>{t('modes')}</legend>
      {monitorModes.map((mode) => (
        <Button
          key={mode}
          label={t(mode)}
          hint={t(`${mode}.what`)}
          aria-pressed={own === mode}
          look={own === mode ? 'solid' : 'plain'}
          tone={own === mode ? 'violet' : undefined}
          disabledReason={talks ? undefined : t('notTalking')}
          onPress={() => desk.enter(seat, mode)}
        />
      ))}
    </fieldset>
  )
}

function Acts({ desk, seat, own, talks }: OfSeat) {
  const t = useTexts(monitorTexts)
  const [asks, setAsks] = useState(false)
  const outside = talks ? (own === null ? t('notIn') : undefined) : t('notTalking')
  return (
    <div className={styles.modes}>
      <Button label={t('takeOver')} size="small" disabledReason={outside} onPress={() => desk.takeOver(seat)} />
      <Button
        label={t('endCall')}
        size="small"
        tone="red"
        look="quiet"
        disabledReason={talks ? undefined : t('notTalking')}
        onPress={() => setAsks(true)}
      />
      <Button
        label={t('leave')}
        size="small"
        look="quiet"
        disabledReason={own === null ? t('notIn') : undefined}
        onPress={() => desk.leave(seat)}
      />
      <Dialog
        title={t('askEnd')}
        role="alertdialog"
        isOpen={asks && talks}
        onClose={() => setAsks(false)}
        actions={
          <>
            <Button label={t('cancel')} onPress={() => setAsks(false)} />
            <Button
              label={t('endCall')}
              look="solid"
              tone="red"
              onPress={() => {
                setAsks(false)
                desk.endCall(seat)
              }}
            />
          </>
        }
      >
        <p>{t('askEndHint')}</p>
      </Dialog>
    </div>
  )
}

function OtherLeads({ desk, seat }: Pick<OfSeat, 'desk' | 'seat'>) {
  const t = useTexts(monitorTexts)
  const row = useMonitor(desk.store, ({ watch }) => watch.get(seat))
  const others = row?.leads.filter(({ lead }) => lead !== desk.own) ?? []
  return (
    <span role="status" className={styles.others}>
      {row?.helpSince != null && <strong className={styles.help}>{t('asksHelp')}</strong>}
      {others.map(({ lead, mode }) => t('otherLead', { lead, mode: t(mode) })).join(' · ')}
    </span>
  )
}

function Refusal({ desk }: Pick<OfSeat, 'desk'>) {
  const t = useTexts(monitorTexts)
  const refusal = useMonitor(desk.store, (state) => state.refusal)
  if (refusal === null) return null
  const known =
    refusal === 'forbidden' || refusal === 'not-now' || refusal === 'conflict' || refusal === 'not-found'
      ? refusal
      : 'other'
  return (
    <Notice tone="amber" onDismiss={desk.dismiss}>
      {t(`refused.${known}`)}
    </Notice>
  )
}
