import { useSyncExternalStore } from 'react'
import { useTexts } from '../i18n/use-texts.ts'
import { HelpNotices } from '../monitor/help-notices.tsx'
import { NoticeStrip } from '../notice/notice-strip.tsx'
import { setSeatRefusal } from '../seat/seat.store.ts'
import { seatTexts } from '../seat/seat.texts.ts'
import { useSeat } from '../seat/use-seat.ts'
import { CallbackQuestion } from '../telephony/calls/callback-question.tsx'
import { PhoneNotices } from '../telephony/phone-notices.tsx'
import { SoundNotices } from '../telephony/sound/sound-notices.tsx'
import { usePhone } from '../telephony/use-telephony.ts'
import { classNames } from '../ui/class-names.ts'
import { Notice } from '../ui/notice.tsx'
import { deskTexts } from './desk.texts.ts'
import styles from './notices.module.css'
import type { Desk, DeskPhone } from './open-desk.ts'
import type { ShellStore } from './shell/shell.store.ts'
import { ShellNotices } from './shell/shell-notices.tsx'
import { useLate } from './use-late.ts'

/** A short cut is nobody's business: a reconnect usually takes less. */
const patienceMs = 2000

interface NoticesProps {
  readonly desk: Desk
  readonly shell: ShellStore
  readonly onInstall: () => void
  readonly over: 'caller' | 'page'
  /** Whether the page shows no notices of the hall by itself. */
  readonly showsHall: boolean
}

/**
 * Sentences about what is wrong. They never cover a control: on the desk they lie over the foot of the caller's column, where there is only
 * text; on other pages they have a row of their own.
 */
export function Notices({ desk, shell, onInstall, over, showsHall }: NoticesProps) {
  return (
    <aside className={classNames(styles.notices, over === 'caller' && styles.caller)} data-react-aria-top-layer="true">
      <SeatNotice desk={desk} />
      {desk.phone && <PhoneProblems phone={desk.phone} />}
      {desk.callbacks && <CallbackQuestion desk={desk.callbacks} now={Date.now} />}
      {desk.phone && <DeviceNotices desk={desk} phone={desk.phone} />}
      {desk.monitoring?.monitor && (
        <HelpNotices desk={desk.monitoring.monitor} onShow={(seat) => showOnWall(desk, seat)} />
      )}
      <ShellNotices store={shell} dial={desk.phone?.acts.dial ?? null} onInstall={onInstall} />
      <LinkNotice desk={desk} />
      {showsHall && <HallNotice desk={desk} />}
    </aside>
  )
}

function PhoneProblems({ phone }: { readonly phone: DeskPhone }) {
  const { store, turnOnSound, acts } = phone
  return (
    <PhoneNotices
      store={store}
      onTurnOnSound={turnOnSound}
      onDismissTrouble={() => acts.run({ op: 'dismiss-trouble' })}
    />
  )
}

function showOnWall(desk: Desk, seat: string): void {
  desk.monitoring?.monitor?.choose(seat)
  location.hash = '#/wall'
}

function SeatNotice({ desk }: { readonly desk: Desk }) {
  const t = useTexts(seatTexts)
  const refusal = useSeat(desk.seat, (view) => view.refusal)
  if (refusal === null) return null
  const known = refusal === 'not-now' || refusal === 'too-fast' || refusal === 'signed-out'
  const unanswered = refusal === 'unavailable' || refusal === 'expired'
  return (
    <Notice tone="amber" onDismiss={() => setSeatRefusal(desk.seat, null)}>
      {t(`refused.${known ? refusal : unanswered ? 'unavailable' : 'other'}`)}
    </Notice>
  )
}

function DeviceNotices({ desk, phone }: { readonly desk: Desk; readonly phone: DeskPhone }) {
  const { network } = useSyncExternalStore(desk.link.status.subscribe, desk.link.status.get)
  const { store, acts } = phone.sound
  return <SoundNotices phone={phone.store} store={store} acts={acts} server={network} />
}

function HallNotice({ desk }: { readonly desk: Desk }) {
  if (!desk.phone) return <NoticeStrip desk={desk.notices} ringing={false} />
  return <HallNoticeByPhone desk={desk} phone={desk.phone} />
}

function HallNoticeByPhone({ desk, phone }: { readonly desk: Desk; readonly phone: DeskPhone }) {
  const ringing = usePhone(
    phone.store,
    ({ snapshot }) => snapshot?.legs.some(({ state }) => state === 'offered') === true,
  )
  return <NoticeStrip desk={desk.notices} ringing={ringing} />
}

function LinkNotice({ desk }: { readonly desk: Desk }) {
  const t = useTexts(deskTexts)
  const { network, journal } = useSyncExternalStore(desk.link.status.subscribe, desk.link.status.get)
  const cut = useLate(network === 'connecting', patienceMs)
  return (
    <>
      {cut && <Notice tone="amber">{t('link.connecting')}</Notice>}
      {(journal === 'busy' || journal === 'memory') && <Notice tone="amber">{t(`link.${journal}`)}</Notice>}
    </>
  )
}
