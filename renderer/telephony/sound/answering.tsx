import type { SoundSettings } from '#shared/contract/phone/sound.schema.ts'
import { usualAnswering } from '#shared/telephony/answering.rules.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import styles from './devices-dialog.module.css'
import { soundTexts } from './sound.texts.ts'

interface AnsweringProps {
  readonly settings: SoundSettings
  readonly onChoose: (change: Partial<SoundSettings>) => void
}

/** How this seat takes calls: by itself after a tone, and whether a second one may ring. */
export function Answering({ settings, onChoose }: AnsweringProps) {
  const t = useTexts(soundTexts)
  const answering = settings.answering ?? usualAnswering
  const choose = (change: Partial<typeof answering>) => onChoose({ answering: { ...answering, ...change } })
  return (
    <fieldset className={styles.treatment}>
      <legend className={styles.legend}>{t('answering')}</legend>
      <label className={styles.switch}>
        <input
          type="checkbox"
          checked={answering.auto === 'after-tone'}
          onChange={(event) => choose({ auto: event.currentTarget.checked ? 'after-tone' : 'off' })}
        />
        {t('autoAnswer')}
      </label>
      <label className={styles.switch}>
        <input
          type="checkbox"
          checked={answering.waiting}
          onChange={(event) => choose({ waiting: event.currentTarget.checked })}
        />
        {t('callWaiting')}
      </label>
    </fieldset>
  )
}
