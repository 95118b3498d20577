import { useTexts } from '../../i18n/use-texts.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { RingIcon, SoundIcon } from '../../ui/icons/call.tsx'
import { MicrophoneIcon } from '../../ui/icons/phone.tsx'
import { type HearLevels, LevelMeter } from '../level-meter.tsx'
import type { PhoneStore } from '../phone.store.ts'
import { usePhone } from '../use-telephony.ts'
import { Answering } from './answering.tsx'
import { DevicePicker } from './device-picker.tsx'
import styles from './devices-dialog.module.css'
import { type PreflightFacts, preflight } from './preflight.rules.ts'
import { PreflightLamps } from './preflight-lamps.tsx'
import type { SoundStore, Trial } from './sound.store.ts'
import { soundTexts } from './sound.texts.ts'
import type { SoundActs } from './sound-desk.ts'
import { Treatment } from './treatment.tsx'
import { useSound } from './use-sound.ts'

export interface DevicesProps {
  readonly phone: PhoneStore
  readonly store: SoundStore
  readonly acts: SoundActs
  readonly hear: HearLevels
  readonly server: PreflightFacts['server']
}

const trialIcons = { speaker: <SoundIcon />, ringer: <RingIcon />, echo: <MicrophoneIcon /> } as const

/** Microphone, speaker and ringer: which, how loud, and whether they work. */
export function DevicesDialog(props: DevicesProps) {
  const t = useTexts(soundTexts)
  const isOpen = useSound(props.store, (view) => view.isOpen)
  return (
    <Dialog title={t('devices')} isOpen={isOpen} onClose={props.acts.close} size="large">
      <Body {...props} />
    </Dialog>
  )
}

function Body({ phone, store, acts, hear, server }: DevicesProps) {
  const t = useTexts(soundTexts)
  const snapshot = usePhone(phone, (view) => view.snapshot)
  const { settings, path, trial, failed } = useSound(store, (view) => view)
  const inCall = snapshot?.legs.some(({ state }) => state !== 'ended') ?? false
  const devices = snapshot?.devices
  const whyNot = (which: Trial) => (which === 'echo' && inCall ? t('notInCall') : trial ? t('trying') : undefined)
  const tryButton = (which: Trial) => (
    <Button
      label={t(`try.${which}`)}
      icon={trialIcons[which]}
      size="small"
      disabledReason={whyNot(which)}
      onPress={() => acts.try(which)}
    />
  )
  const picker = { devices, settings, onChoose: acts.choose }
  return (
    <div className={styles.body}>
      <div className={styles.pickers}>
        <DevicePicker of="microphone" {...picker}>
          <span className={styles.meter} role="img" aria-label={t('level')}>
            <LevelMeter hear={hear} pick={({ microphone }) => microphone} wide />
          </span>
          {tryButton('echo')}
        </DevicePicker>
        <p className={styles.hint} role="status">
          {trial === 'echo' ? t('echoRunning') : failed ? t(`failed.${failed}`) : t('echoHint')}
        </p>
        <DevicePicker of="speaker" {...picker}>
          {tryButton('speaker')}
        </DevicePicker>
        <DevicePicker of="ringer" {...picker}>
          {tryButton('ringer')}
        </DevicePicker>
      </div>
      <div className={styles.side}>
        <h3 className={styles.legend}>{t('checks')}</h3>
        <PreflightLamps lamps={preflight({ snapshot, path, server })} />
        <Button
          label={t('checkAgain')}
          size="small"
          disabledReason={path === 'checking' ? t('checking') : undefined}
          onPress={acts.checkPath}
        />
        <Treatment settings={settings} devices={devices} onChoose={acts.choose} />
        <Answering settings={settings} onChoose={acts.choose} />
      </div>
    </div>
  )
}
