import { useTexts } from '../../i18n/use-texts.ts'
import { classNames } from '../../ui/class-names.ts'
import { AlertIcon, CheckIcon } from '../../ui/icons/marks.tsx'
import { BusyIcon } from '../../ui/icons/shapes.tsx'
import toneStyles from '../../ui/tone.module.css'
import type { Tone } from '../../ui/tone.ts'
import styles from './devices-dialog.module.css'
import { type CheckState, checks, type Preflight } from './preflight.rules.ts'
import { soundTexts } from './sound.texts.ts'

const tones: Readonly<Record<CheckState, Tone>> = { ok: 'green', waiting: 'grey', wrong: 'red' }
const icons = { ok: <CheckIcon />, waiting: <BusyIcon />, wrong: <AlertIcon /> } as const

/** Five lamps with words; one that is red says what to do. */
export function PreflightLamps({ lamps }: { readonly lamps: Preflight }) {
  const t = useTexts(soundTexts)
  return (
    <ul aria-label={t('checks')} className={styles.lamps}>
      {checks.map((check) => {
        const state = lamps[check]
        return (
          <li key={check} className={classNames(styles.lamp, state === 'wrong' && styles.wrong)}>
            <span className={classNames(styles.mark, toneStyles[tones[state]])}>{icons[state]}</span>
            <span>
              <span className={styles.what}>{t(`check.${check}`)}</span>{' '}
              <span className={classNames(styles.state, toneStyles[tones[state]])}>{t(`state.${state}`)}</span>
              {state === 'wrong' && <span className={styles.todo}> {t(`todo.${check}`)}</span>}
            </span>
          </li>
        )
      })}
    </ul>
  )
}
