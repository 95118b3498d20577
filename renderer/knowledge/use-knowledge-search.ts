import { useEffect, useState } from 'react'
import type { KnowledgeEntry } from '#shared/contract/knowledge.schema.ts'
import type { KnowledgeApi, KnowledgeQuestion } from './knowledge-api.ts'

/** What the list shows. `found` stays while the next answer is on its way, so that nothing flickers. */
export type KnowledgeState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'failed' }
  | { readonly kind: 'found'; readonly question: KnowledgeQuestion; readonly entries: readonly KnowledgeEntry[] }

/** A pause in typing after which is searched, ms. */
const pauseMs = 120

/** Searches after a pause in typing; a late answer to an older question is dropped. A new object of the same question asks again. */
export function useKnowledgeSearch(api: KnowledgeApi, question: KnowledgeQuestion | null): KnowledgeState {
  const [state, setState] = useState<KnowledgeState>({ kind: 'idle' })
  useEffect(() => {
    if (question === null) {
      setState({ kind: 'idle' })
      return
    }
    let live = true
    const ask = async () => {
      const answer = await api.find(question)
      if (live) setState(answer.ok ? { kind: 'found', question, entries: answer.value } : { kind: 'failed' })
    }
    const timer = setTimeout(() => void ask(), question.by === 'words' ? pauseMs : 0)
    return () => {
      live = false
      clearTimeout(timer)
    }
  }, [api, question])
  return state
}
