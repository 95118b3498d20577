import type { HostResult } from '#shared/contract/host/host-calls.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { isComposing } from '../../ui/composing.ts'
import { TextField } from '../../ui/text-field.tsx'
import { keyTable } from '../keys/key-table.ts'
import { acceleratorOf } from './accelerator.rules.ts'
import styles from './settings-dialog.module.css'
import { shellTexts } from './shell.texts.ts'

type Known = HostResult<'readSettings'>
type Keys = Known['settings']['globalKeys']
const acts = ['answer', 'mute', 'hang-up'] as const

/** The key of the same act in the desk's own window. */
const ownKey = (act: (typeof acts)[number]): string => keyTable.find(({ id }) => id === act)?.combo ?? ''

interface GlobalKeysProps {
  readonly known: Known
  readonly onChange: (keys: Keys) => void
}

/** The keys that work in other programs: each is chosen by pressing it, and one that another program holds is said to be so. */
export function GlobalKeys({ known: { settings, forced, taken }, onChange }: GlobalKeysProps) {
  const t = useTexts(shellTexts)
  const { globalKeys, globalKeysOn } = settings
  if (!globalKeysOn) return null
  const isForced = forced.includes('globalKeys')
  return (
    <fieldset className={styles.globalKeys}>
      <legend className={styles.legend}>{t('set.globalKeys')}</legend>
      <div className={styles.keys}>
        {acts.map((act) => (
          <TextField
            key={act}
            label={t('keyOf', { act: t(`act.${act}`) })}
            value={globalKeys[act]}
            readOnly
            description={isForced ? t('forced') : undefined}
            onChange={() => undefined}
            onKeyDown={(event) => {
              const accelerator = isForced || isComposing(event.nativeEvent) ? null : acceleratorOf(event)
              if (accelerator === null) return
              event.preventDefault()
              event.stopPropagation()
              if (accelerator !== globalKeys[act]) onChange({ ...globalKeys, [act]: accelerator })
            }}
          />
        ))}
      </div>
      <div role="status">
        {taken.map((act) => (
          <p key={act} className={styles.taken}>
            {t('taken', { keys: globalKeys[act], act: t(`act.${act}`), own: ownKey(act) })}
          </p>
        ))}
      </div>
    </fieldset>
  )
}
