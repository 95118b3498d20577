import { useTexts } from '../i18n/use-texts.ts'
import { monitorTexts } from './monitor.texts.ts'
import type { MonitorDesk } from './monitor-desk.ts'
import styles from './monitor-panel.module.css'
import { useMonitor } from './use-monitor.ts'

/** Behind a seat's state on the wall: that it asks for help, and which leads are in its call. */
export function SeatMark({ desk, seat }: { readonly desk: MonitorDesk; readonly seat: string }) {
  const t = useTexts(monitorTexts)
  const row = useMonitor(desk.store, ({ watch }) => watch.get(seat))
  if (!row) return null
  return (
    <small className={styles.others}>
      {row.helpSince !== null && <strong className={styles.help}> {t('asksHelp')}</strong>}
      {row.leads.map(({ lead, mode }) => ` ${t('otherLead', { lead, mode: t(mode) })}`)}
    </small>
  )
}
