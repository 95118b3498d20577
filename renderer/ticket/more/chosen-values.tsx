import { Chinese } from '../../i18n/chinese.tsx'
import { useTexts } from '../../i18n/use-texts.ts'
import { CloseIcon } from '../../ui/icons/marks.tsx'
import styles from '../ticket-form.module.css'
import { moreTexts } from './more.texts.ts'

interface ChosenValuesProps {
  readonly values: readonly string[]
  readonly nameOf: (value: string) => string
  readonly onDrop: (value: string) => void
}

/** What is chosen in a field of several values; each can be taken off. */
export function ChosenValues({ values, nameOf, onDrop }: ChosenValuesProps) {
  const t = useTexts(moreTexts)
  return (
    <span className={styles.used}>
      {values.map((one) => {
        const name = nameOf(one)
        return (
          <span key={one} className={styles.ref}>
            <Chinese>{name}</Chinese>
            <button type="button" className={styles.drop} aria-label={t('drop', { name })} onClick={() => onDrop(one)}>
              <CloseIcon />
            </button>
          </span>
        )
      })}
    </span>
  )
}
