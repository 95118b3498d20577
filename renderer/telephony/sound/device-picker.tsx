import type { ReactNode } from 'react'
import type { SoundDevices, SoundSettings } from '#shared/contract/phone/sound.schema.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { SelectField } from '../../ui/select-field.tsx'
import styles from './devices-dialog.module.css'
import { soundTexts } from './sound.texts.ts'

type Role = 'microphone' | 'speaker' | 'ringer'

interface DevicePickerProps {
  readonly of: Role
  readonly devices: SoundDevices | undefined
  readonly settings: SoundSettings
  readonly onChoose: (change: Partial<SoundSettings>) => void
  /** What tries the device, under the picker. */
  readonly children: ReactNode
}

/** Chooses one device; the first entry is the system's default, and a chosen one that is away stays in the list. */
export function DevicePicker({ of: role, devices, settings, onChoose, children }: DevicePickerProps) {
  const t = useTexts(soundTexts)
  const listed = (role === 'microphone' ? devices?.inputs : devices?.outputs) ?? []
  const chosen = settings[role]
  const inUse = devices?.[role]
  const standard =
    chosen === null && inUse && inUse.label !== ''
      ? t('systemDefault', { device: inUse.label })
      : t('systemDefaultUnknown')
  const nameOf = (label: string, index: number) => label || t('nameless', { n: index + 1 })
  const away = chosen !== null && (inUse?.away ?? false)
  const options = [
    { value: '', label: standard },
    ...(away ? [{ value: chosen.id, label: t('notThere', { device: chosen.label }) }] : []),
    ...listed.map(({ id, label }, index) => ({ value: id, label: nameOf(label, index) })),
  ]
  return (
    <div className={styles.picker}>
      <SelectField
        label={t(role)}
        value={chosen === null ? '' : away ? chosen.id : (inUse?.id ?? '')}
        options={options}
        onChange={(id) => {
          const device = listed.find((each) => each.id === id)
          if (id === '' || device) onChoose({ [role]: device ? { id: device.id, label: device.label } : null })
        }}
      />
      <div className={styles.test}>{children}</div>
    </div>
  )
}
