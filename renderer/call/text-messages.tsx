import type { SandboxText } from '#shared/contract/rest/sandbox-texts.schema.ts'
import { Chinese } from '../i18n/chinese.tsx'
import { formatClock } from '../i18n/format.ts'
import { useTexts } from '../i18n/use-texts.ts'
import { callTexts } from './call.texts.ts'
import styles from './text-messages.module.css'

/** Texts that came to the phone, read out as they come. It has a place of its own, so that nothing else moves. */
export function TextMessages({ texts }: { readonly texts: readonly SandboxText[] }) {
  const t = useTexts(callTexts)
  return (
    <section className={styles.texts} role="log" aria-label={t('texts')}>
      {texts.map(({ id, text, at }) => (
        <article key={id} className={styles.text}>
          <header className={styles.head}>
            <span>{t('text')}</span>
            <time dateTime={new Date(at).toISOString()}>{formatClock(at)}</time>
          </header>
          <p className={styles.words}>
            <Chinese>{text}</Chinese>
          </p>
        </article>
      ))}
    </section>
  )
}
