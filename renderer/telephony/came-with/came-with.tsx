import type { CameWithRow } from '#shared/contract/socket/topics.ts'
import { Chinese } from '../../i18n/chinese.tsx'
import { languageName } from '../../i18n/language-name.ts'
import { useLanguage, useTexts } from '../../i18n/use-texts.ts'
import styles from '../caller-card.module.css'
import { cameWithTexts } from './came-with.texts.ts'

/** Which city's hotline handed the call over and what it told of it, shown from the first ring on. */
export function CameWith({ cameWith }: { readonly cameWith: CameWithRow }) {
  const t = useTexts(cameWithTexts)
  const { city, matter, place, urgency, ticketNo, language, confidential } = cameWith
  const title = t('from', { city })
  const about = [matter, place].filter(Boolean).join(' · ')
  const interfaceLanguage = useLanguage()
  const spoken = (tag: string) =>
    tag === 'cmn' || tag === 'zh' ? t(`language.${tag}`) : languageName(tag, interfaceLanguage)
  const more = [
    urgency === 'urgent' || urgency === 'critical' ? t(urgency) : '',
    ticketNo && t('ticket', { ticketNo }),
    language && t('language', { language: spoken(language) }),
  ].filter(Boolean)
  return (
    <section className={styles.card} aria-label={title}>
      <h3 className={styles.head}>{title}</h3>
      {confidential && <p className={styles.soft}>{t('confidential')}</p>}
      {!confidential && about === '' && <p className={styles.soft}>{t('nothing')}</p>}
      {about !== '' && (
        <p className={styles.title}>
          <Chinese>{about}</Chinese>
        </p>
      )}
      {more.length > 0 && <p className={styles.soft}>{more.join(' · ')}</p>}
    </section>
  )
}
