import { useTexts } from '../i18n/use-texts.ts'
import { StatusText } from '../ui/status-text.tsx'
import { Countdown, Elapsed } from '../ui/timer.tsx'
import type { SeatStore } from './seat.store.ts'
import { seatTexts } from './seat.texts.ts'
import { seatLook } from './seat-look.tsx'
import { useSeat } from './use-seat.ts'

/** `Seat state 座席状态`: the state as the server says it, with its timer (wrap-up counts down). */
export function SeatStatus({ store }: { readonly store: SeatStore }) {
  const t = useTexts(seatTexts)
  const row = useSeat(store, (view) => view.row)
  const aheadMs = useSeat(store, (view) => view.aheadMs)
  if (!row)
    return (
      <StatusText name={t('seatState')} icon={seatLook.offline.icon}>
        {t('connecting')}
      </StatusText>
    )
  const { tone, icon } = seatLook[row.state]
  const reason = row.reason ? ` · ${t(`reason.${row.reason}`)}` : ''
  const inCall = row.state !== 'ready' && row.state !== 'not-ready' && row.state !== 'offline'
  const next = inCall && row.next === 'not-ready' ? ` · ${t('nextNotReady')}` : ''
  const timer = row.wrapUp ? (
    <span title={t('wrapUpLeft')}>
      <Countdown until={row.wrapUp.endsAt} aheadMs={aheadMs} />
    </span>
  ) : (
    <Elapsed since={row.since} aheadMs={aheadMs} />
  )
  return (
    <StatusText name={t('seatState')} tone={tone} icon={icon} aside={timer}>
      {`${t(`state.${row.state}`)}${reason}${next}`}
    </StatusText>
  )
}
