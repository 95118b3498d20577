import { Chinese } from '../../i18n/chinese.tsx'
import { useTexts } from '../../i18n/use-texts.ts'
import styles from './brand.module.css'
import { signInTexts } from './sign-in.texts.ts'

/** The sign: two ends and the line between them. */
export const Mark = () => (
  <svg className={styles.mark} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
    <rect width="32" height="32" rx="8" className={styles.ground} />
    <path d="M10.5 20.5C10.5 12 21.5 20 21.5 11.5" className={styles.line} />
    <circle cx="10.5" cy="21.5" r="3" className={styles.end} />
    <circle cx="21.5" cy="10.5" r="3" className={styles.end} />
  </svg>
)

/** The site's name, and what this is. */
export function Brand({ name }: { readonly name: string | undefined }) {
  const t = useTexts(signInTexts)
  return (
    <header className={styles.brand}>
      <Mark />
      <div>
        <h1 className={styles.name}>
          <Chinese>{name ?? t('product')}</Chinese>
        </h1>
        <p className={styles.site}>{t('tagline')}</p>
      </div>
    </header>
  )
}
