import { Chinese } from '../../i18n/chinese.tsx'
import { useTexts } from '../../i18n/use-texts.ts'
import styles from './loop.module.css'
import { loopTexts } from './loop.texts.ts'

/** Words to read to the citizen, in the language he is spoken to. */
export function ScriptLines({ lines }: { readonly lines: readonly string[] }) {
  const t = useTexts(loopTexts)
  return (
    <ul className={styles.script} aria-label={t('script')}>
      {lines.map((line) => (
        <li key={line}>
          <Chinese>{line}</Chinese>
        </li>
      ))}
    </ul>
  )
}
