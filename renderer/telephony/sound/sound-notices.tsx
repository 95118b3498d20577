import { useTexts } from '../../i18n/use-texts.ts'
import { Button } from '../../ui/button.tsx'
import { SettingsIcon } from '../../ui/icons/places.tsx'
import { Notice } from '../../ui/notice.tsx'
import type { PhoneStore } from '../phone.store.ts'
import { usePhone } from '../use-telephony.ts'
import { type PreflightFacts, preflight, untold } from './preflight.rules.ts'
import { qualityView } from './quality-view.rules.ts'
import type { SoundStore } from './sound.store.ts'
import { soundTexts } from './sound.texts.ts'
import type { SoundActs } from './sound-desk.ts'
import { useSound } from './use-sound.ts'

interface SoundNoticesProps {
  readonly phone: PhoneStore
  readonly store: SoundStore
  readonly acts: SoundActs
  readonly server: PreflightFacts['server']
}

/** What is wrong with sound and devices, where no other notice says so; each stays for as long as it is true. */
export function SoundNotices({ phone, store, acts, server }: SoundNoticesProps) {
  const t = useTexts(soundTexts)
  const snapshot = usePhone(phone, (view) => view.snapshot)
  const path = useSound(store, (view) => view.path)
  const quality = qualityView(useSound(store, (view) => view.quality))
  const devices = snapshot?.devices
  const fault = untold(preflight({ snapshot, path, server }))
  const away = (role: 'microphone' | 'speaker') => {
    const inUse = devices?.[role]
    const chosen = devices?.settings[role]
    if (!inUse?.away || !chosen) return null
    const values = { device: chosen.label || t(role), other: inUse.label || t('otherDevice') }
    return <Notice tone="amber">{t(role === 'microphone' ? 'awayMicrophone' : 'awaySpeaker', values)}</Notice>
  }
  const bad = quality.says !== 'none' && quality.says !== 'good' && quality.says !== 'jitter'
  return (
    <>
      {bad && (
        <Notice tone={quality.tone}>
          {t(`quality.${quality.says}`, { percent: quality.percent, ms: quality.ms })}
        </Notice>
      )}
      {away('microphone')}
      {away('speaker')}
      {fault && (
        <Notice
          tone="amber"
          action={<Button label={t('devices')} icon={<SettingsIcon />} onPress={acts.open} aria-haspopup="dialog" />}
        >
          {t(`todo.${fault}`)}
        </Notice>
      )}
    </>
  )
}
