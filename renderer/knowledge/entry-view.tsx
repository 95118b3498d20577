import { useId } from 'react'
import type { KnowledgeEntry } from '#shared/contract/knowledge.schema.ts'
import { Chinese } from '../i18n/chinese.tsx'
import { useLanguage, useTexts } from '../i18n/use-texts.ts'
import styles from './entry-view.module.css'
import { knowledgeTexts } from './knowledge.texts.ts'
import { SourceLink } from './source-link.tsx'
import type { SourceLinks } from './source-links.ts'

interface EntryViewProps {
  readonly entry: KnowledgeEntry
  readonly links: SourceLinks
}

/** One entry in full. */
export function EntryView({ entry, links }: EntryViewProps) {
  const t = useTexts(knowledgeTexts)
  const language = useLanguage()
  const titleId = useId()
  const { validFrom: from, validTo: to } = entry
  const facts: readonly (readonly [string, string])[] = [
    [t('areas'), entry.areas.join('、')],
    [t('validity'), to === null ? t('validOpen', { from }) : t('validUntil', { from, to })],
    [t('owner'), entry.ownerUnit],
    [t('number'), entry.id],
    [t('version'), String(entry.version)],
    [t('keywords'), entry.keywords.join('、')],
  ]
  return (
    <article aria-labelledby={titleId} className={styles.entry}>
      <p className={styles.path}>
        <Chinese>{entry.path.join(' / ')}</Chinese>
      </p>
      <h2 id={titleId} className={styles.question}>
        <Chinese>{entry.question}</Chinese>
      </h2>
      <h3 className={styles.subhead}>{t('short')}</h3>
      <p className={styles.short}>
        <Chinese>{entry.shortAnswer}</Chinese>
      </p>
      <h3 className={styles.subhead}>{t('full')}</h3>
      <div className={styles.full} lang={language === 'en' ? 'zh-CN' : undefined}>
        {entry.fullAnswer}
      </div>
      <h3 className={styles.subhead}>{t('basis')}</h3>
      <SourceList basis={entry.basis} links={links} />
      <dl className={styles.facts}>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <Chinese>{value}</Chinese>
            </dd>
          </div>
        ))}
      </dl>
      <h3 className={styles.subhead}>{t('similar')}</h3>
      <ul className={styles.similar} lang={language === 'en' ? 'zh-CN' : undefined}>
        {entry.similar.map((one) => (
          <li key={one}>{one}</li>
        ))}
      </ul>
    </article>
  )
}

function SourceList({ basis, links }: { readonly basis: KnowledgeEntry['basis']; readonly links: SourceLinks }) {
  return (
    <ul className={styles.basis}>
      {basis.map(({ title, article, note, link }) => (
        <li key={`${title}${article ?? ''}`}>
          <Chinese>{`《${title}》${article ?? ''}`}</Chinese>
          {note !== null && (
            <span className={styles.note}>
              <Chinese>{note}</Chinese>
            </span>
          )}
          {link !== undefined && <SourceLink key={link} title={title} link={link} links={links} />}
        </li>
      ))}
    </ul>
  )
}
