import type { ReactNode } from 'react'
import { useTexts } from '../i18n/use-texts.ts'
import { LineCutIcon, LineIcon } from '../ui/icons/call.tsx'
import { MicrophoneIcon, MicrophoneOffIcon } from '../ui/icons/phone.tsx'
import { Lamp } from '../ui/lamp.tsx'
import type { Tone } from '../ui/tone.ts'
import { type HearLevels, LevelMeter } from './level-meter.tsx'
import styles from './line-status.module.css'
import type { PhoneStore } from './phone.store.ts'
import { telephonyTexts } from './telephony.texts.ts'
import { usePhone } from './use-telephony.ts'

interface LineStatusProps {
  readonly store: PhoneStore
  readonly hear: HearLevels
  /** The lamp of the link to the backend, which telephony does not know. */
  readonly network: ReactNode
  /** The way to the devices. */
  readonly devices?: ReactNode
}

/** Line and microphone, as they really are. */
export function LineStatus({ store, hear, network, devices }: LineStatusProps) {
  const t = useTexts(telephonyTexts)
  const registration = usePhone(store, ({ snapshot }) => snapshot?.registration.state ?? 'off')
  const microphone = usePhone(store, ({ snapshot }) => snapshot?.microphone ?? 'unknown')
  const muted = usePhone(store, ({ snapshot }) => snapshot?.muted === true)
  const lineTone: Tone =
    registration === 'registered' ? 'green' : registration === 'off' ? 'grey' : lineFault(registration)
  const micTone: Tone = microphone === 'ready' ? (muted ? 'red' : 'green') : microphone === 'unknown' ? 'grey' : 'red'
  return (
    <span className={styles.place}>
      <span className={styles.status}>
        <span className={styles.row}>
          <Lamp tone={lineTone} text={t(`line.${registration}`)}>
            {registration === 'registered' ? <LineIcon /> : <LineCutIcon />}
          </Lamp>
          {network}
        </span>
        <Lamp tone={micTone} text={t(`microphone.${muted ? 'muted' : microphone}`)}>
          {microphone === 'ready' && !muted ? <MicrophoneIcon /> : <MicrophoneOffIcon />}
          {microphone === 'ready' && <LevelMeter hear={hear} pick={(levels) => levels.microphone} />}
        </Lamp>
      </span>
      {devices}
    </span>
  )
}

const lineFault = (state: 'connecting' | 'registering' | 'lost' | 'refused'): Tone =>
  state === 'connecting' || state === 'registering' ? 'amber' : 'red'
