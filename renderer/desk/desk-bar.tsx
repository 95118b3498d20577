import { useSyncExternalStore } from 'react'
import type { Leg } from '#shared/contract/phone/phone-messages.ts'
import { useTexts } from '../i18n/use-texts.ts'
import { isShown } from '../monitor/lead-orders.rules.ts'
import { useLeads } from '../monitor/use-monitor.ts'
import { RecordingLamp } from '../recording/recording-lamp.tsx'
import { SeatControl } from '../seat/seat-control.tsx'
import { SeatStatus } from '../seat/seat-status.tsx'
import { WrapUpControl } from '../seat/wrap-up-control.tsx'
import { PhoneBar } from '../telephony/phone-bar.tsx'
import { reachProblem } from '../telephony/reachable.rules.ts'
import { DevicesButton } from '../telephony/sound/devices-button.tsx'
import { DevicesDialog } from '../telephony/sound/devices-dialog.tsx'
import { QualityLamp } from '../telephony/sound/quality-lamp.tsx'
import { telephonyTexts } from '../telephony/telephony.texts.ts'
import { useRing } from '../telephony/use-ring.ts'
import { usePhone } from '../telephony/use-telephony.ts'
import { NetworkIcon } from '../ui/icons/call.tsx'
import { Lamp } from '../ui/lamp.tsx'
import { deskTexts } from './desk.texts.ts'
import styles from './desk-bar.module.css'
import type { Desk, DeskPhone } from './open-desk.ts'

const noLegs: readonly Leg[] = []

/** The phone bar with the seat's state and controls in it. */
export function DeskBar({ desk }: { readonly desk: Desk }) {
  return (
    <div className={styles.bar}>{desk.phone ? <WithPhone desk={desk} phone={desk.phone} /> : <WithoutPhone />}</div>
  )
}

function WithPhone({ desk, phone }: { readonly desk: Desk; readonly phone: DeskPhone }) {
  const t = useTexts(telephonyTexts)
  useRing(phone.store, phone.ringer)
  const legs = usePhone(phone.store, ({ snapshot }) => snapshot?.legs) ?? noLegs
  const problem = usePhone(phone.store, ({ snapshot }) => reachProblem(snapshot))
  const leads = useLeads(desk.monitoring?.leads ?? null)
  const phoneProblem = problem === null ? undefined : t(problem)
  return (
    <PhoneBar
      store={phone.store}
      acts={phone.acts}
      hear={phone.hear}
      seatStatus={<SeatStatus store={desk.seat} />}
      seatControl={<SeatControl store={desk.seat} acts={desk.seatActs} phoneProblem={phoneProblem} />}
      wrapUp={<WrapUpControl store={desk.seat} acts={desk.seatActs} />}
      isShown={(leg) => isShown(leads, leg)}
      network={
        <>
          <NetworkLamp desk={desk} />
          <QualityLamp store={phone.sound.store} />
          {desk.recording && <RecordingLamp store={desk.recording} legs={legs} />}
        </>
      }
      devices={<Devices desk={desk} phone={phone} />}
    />
  )
}

function Devices({ desk, phone }: { readonly desk: Desk; readonly phone: DeskPhone }) {
  const { network } = useSyncExternalStore(desk.link.status.subscribe, desk.link.status.get)
  const { store, acts } = phone.sound
  return (
    <>
      <DevicesButton acts={acts} />
      <DevicesDialog phone={phone.store} store={store} acts={acts} hear={phone.hear} server={network} />
    </>
  )
}

function NetworkLamp({ desk }: { readonly desk: Desk }) {
  const t = useTexts(deskTexts)
  const { network } = useSyncExternalStore(desk.link.status.subscribe, desk.link.status.get)
  return (
    <Lamp tone={network === 'online' ? 'green' : 'amber'} text={t(`network.${network}`)}>
      <NetworkIcon />
    </Lamp>
  )
}

function WithoutPhone() {
  const t = useTexts(deskTexts)
  return <p className={styles.none}>{t('noPhone')}</p>
}
