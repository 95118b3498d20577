import { Chinese } from '../i18n/chinese.tsx'
import { useTexts } from '../i18n/use-texts.ts'
import styles from './handover.module.css'
import { handoverTexts } from './handover.texts.ts'
import type { OpenItem } from './open-work.rules.ts'

interface OpenItemsProps {
  readonly legend: string
  readonly items: readonly OpenItem[]
  readonly chosen: readonly string[]
  readonly onChoose: (chosen: readonly string[]) => void
}

/** Drafts or callbacks to be chosen; nothing where there is none. One whose call is up says so and can't be. */
export function OpenItems({ legend, items, chosen, onChoose }: OpenItemsProps) {
  const t = useTexts(handoverTexts)
  if (items.length === 0) return null
  return (
    <fieldset className={styles.tasks}>
      <legend>{legend}</legend>
      {items.map(({ id, text, inCall, offered }) => (
        <label key={id} className={styles.task}>
          <input
            type="checkbox"
            checked={!inCall && chosen.includes(id)}
            disabled={inCall}
            onChange={(event) =>
              onChoose(event.currentTarget.checked ? [...chosen, id] : chosen.filter((one) => one !== id))
            }
          />
          <span>
            {text === '' ? t('untitled') : <Chinese>{text}</Chinese>}
            {inCall && <span className={styles.note}> {t('inCall')}</span>}
            {offered && <span className={styles.note}> {t('offered')}</span>}
          </span>
        </label>
      ))}
    </fieldset>
  )
}
