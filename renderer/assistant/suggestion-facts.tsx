import type { KnowledgeEntry } from '#shared/contract/knowledge.schema.ts'
import { Chinese } from '../i18n/chinese.tsx'
import { useTexts } from '../i18n/use-texts.ts'
import { assistantTexts } from './assistant.texts.ts'
import styles from './suggestion-card.module.css'

const basisText = (entry: KnowledgeEntry): string =>
  entry.basis
    .map(({ title, article, note }) => `《${title}》${article ?? ''}${note === null ? '' : `（${note}）`}`)
    .join('；')

/** What an answer rests on: source, region, validity, owner, entry number. */
export function SuggestionFacts({ entry }: { readonly entry: KnowledgeEntry }) {
  const t = useTexts(assistantTexts)
  const { validFrom: from, validTo: to } = entry
  const validity = to === null ? t('validOpen', { from }) : t('validUntil', { from, to })
  const facts: readonly (readonly [string, string])[] = [
    [t('basis'), basisText(entry)],
    [t('areas'), entry.areas.join('、')],
    [t('validity'), validity],
    [t('owner'), entry.ownerUnit],
    [t('entry'), entry.id],
  ]
  return (
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
  )
}
