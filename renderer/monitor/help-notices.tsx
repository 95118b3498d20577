import { useTexts } from '../i18n/use-texts.ts'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { monitorTexts } from './monitor.texts.ts'
import type { MonitorDesk } from './monitor-desk.ts'
import { useMonitor } from './use-monitor.ts'

interface HelpNoticesProps {
  readonly desk: MonitorDesk
  /** Shows the seat on the wall. */
  readonly onShow: (seat: string) => void
}

/** Seats that ask for help and that no lead has come to, wherever the lead is looking. */
export function HelpNotices({ desk, onShow }: HelpNoticesProps) {
  const t = useTexts(monitorTexts)
  const watch = useMonitor(desk.store, (state) => state.watch)
  const asking = [...watch.values()].filter(({ helpSince, leads }) => helpSince !== null && leads.length === 0)
  return asking.map(({ seat }) => (
    <Notice
      key={seat}
      tone="red"
      action={<Button label={`${t('goThere')} ${seat}`} look="solid" onPress={() => onShow(seat)} />}
    >
      {t('helpNotice', { seat })}
    </Notice>
  ))
}
