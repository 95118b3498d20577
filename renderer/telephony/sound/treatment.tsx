import { noiseModes, type SoundDevices, type SoundSettings } from '#shared/contract/phone/sound.schema.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { Button } from '../../ui/button.tsx'
import styles from './devices-dialog.module.css'
import { soundTexts } from './sound.texts.ts'

interface TreatmentProps {
  readonly settings: SoundSettings
  readonly devices: SoundDevices | undefined
  readonly onChoose: (change: Partial<SoundSettings>) => void
}

/** How the microphone's sound is treated; each holds at once, in a call too. */
export function Treatment({ settings, devices, onChoose }: TreatmentProps) {
  const t = useTexts(soundTexts)
  const strong = settings.noise === 'rnnoise' && devices?.settings.noise === 'rnnoise'
  const hint =
    strong && devices.noise === 'browser' ? 'noiseFallback' : devices?.noise === 'rnnoise' ? 'noiseRuns' : 'noiseHint'
  return (
    <fieldset className={styles.treatment}>
      <legend className={styles.legend}>{t('treatment')}</legend>
      {(['echoCancellation', 'automaticGain'] as const).map((name) => (
        <label key={name} className={styles.switch}>
          <input
            type="checkbox"
            checked={settings[name]}
            onChange={(event) => onChoose({ [name]: event.currentTarget.checked })}
          />
          {t(name)}
        </label>
      ))}
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset inside a fieldset draws two frames */}
      <div role="group" aria-label={t('noise')} className={styles.noise}>
        <span aria-hidden="true">{t('noise')}</span>
        {noiseModes.map((mode) => (
          <Button
            key={mode}
            label={t(`noise.${mode}`)}
            size="small"
            look={mode === settings.noise ? 'solid' : 'plain'}
            aria-pressed={mode === settings.noise}
            onPress={() => onChoose({ noise: mode })}
          />
        ))}
      </div>
      <p className={styles.hint}>{t(hint)}</p>
    </fieldset>
  )
}
