import { useState } from 'react'
import type { KnowledgeEntry } from '#shared/contract/knowledge.schema.ts'
import { knowledgeTree } from '#shared/knowledge/knowledge-tree.ts'
import { useTexts } from '../i18n/use-texts.ts'
import { Button } from '../ui/button.tsx'
import { isComposing } from '../ui/composing.ts'
import { EmptyState } from '../ui/empty-state.tsx'
import { TextField } from '../ui/text-field.tsx'
import hidden from '../ui/visually-hidden.module.css'
import { EntryView } from './entry-view.tsx'
import { knowledgeTexts } from './knowledge.texts.ts'
import type { KnowledgeApi, KnowledgeQuestion } from './knowledge-api.ts'
import styles from './knowledge-page.module.css'
import { ResultList } from './result-list.tsx'
import type { SourceLinks } from './source-links.ts'
import { TopList } from './top-list.tsx'
import { type KnowledgeState, useKnowledgeSearch } from './use-knowledge-search.ts'

const tops = Object.keys(knowledgeTree)

/** The knowledge base: search on the left, the chosen entry on the right. */
export function KnowledgePage({ api, links }: { readonly api: KnowledgeApi; readonly links: SourceLinks }) {
  const t = useTexts(knowledgeTexts)
  const [words, setWords] = useState('')
  const [question, setQuestion] = useState<KnowledgeQuestion | null>(null)
  const [chosen, setChosen] = useState<KnowledgeEntry | null>(null)
  const state = useKnowledgeSearch(api, question)
  const ask = (typed: string) => {
    setWords(typed)
    setQuestion(typed.trim() === '' ? null : { by: 'words', words: typed.trim() })
  }
  const browse = (top: string) => {
    setWords('')
    setQuestion({ by: 'top', top })
  }
  const openFirst = () => {
    const first = state.kind === 'found' ? state.entries[0] : undefined
    if (first) setChosen(first)
  }
  return (
    <main className={styles.page} aria-label={t('title')}>
      <h1 className={hidden.hidden}>{t('title')}</h1>
      <section className={styles.finder} aria-label={t('results')}>
        <TextField
          label={t('search')}
          type="search"
          value={words}
          onChange={ask}
          placeholder={t('placeholder')}
          maxLength={200}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && !isComposing(event.nativeEvent)) openFirst()
          }}
        />
        <TopList tops={tops} chosen={question?.by === 'top' ? question.top : null} onChoose={browse} />
        <Found
          state={state}
          chosen={chosen}
          onChoose={setChosen}
          onRetry={() => setQuestion(question && { ...question })}
        />
      </section>
      <section className={styles.reader} aria-label={t('entry')}>
        {chosen ? <EntryView entry={chosen} links={links} /> : <EmptyState title={t('choose')} />}
      </section>
    </main>
  )
}

function Found(props: {
  readonly state: KnowledgeState
  readonly chosen: KnowledgeEntry | null
  readonly onChoose: (entry: KnowledgeEntry) => void
  readonly onRetry: () => void
}) {
  const t = useTexts(knowledgeTexts)
  const { state, chosen, onChoose, onRetry } = props
  if (state.kind === 'idle') return <EmptyState title={t('begin')}>{t('beginHint')}</EmptyState>
  if (state.kind === 'failed')
    return <EmptyState kind="error" title={t('failed')} action={<Button label={t('retry')} onPress={onRetry} />} />
  if (state.entries.length === 0) return <EmptyState title={t('none')}>{t('noneHint')}</EmptyState>
  return <ResultList entries={state.entries} chosenId={chosen?.id ?? null} onChoose={onChoose} />
}
