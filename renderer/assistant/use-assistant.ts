import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import type { SuggestionRow } from '#shared/contract/socket/topics.ts'
import { type AssistantStore, type AssistantView, createAssistantStore, markUsed } from './assistant.store.ts'
import { type AssistantLink, listenTo } from './listen.ts'

/** The assistant of a call as a component has it. */
export interface AssistantOfCall {
  readonly view: AssistantView
  /** Notes the use on this desk, and has the server count it. */
  use(suggestion: SuggestionRow): void
}

const silent: AssistantStore = createAssistantStore()

/** Listens to a call's transcript and suggestions while mounted. @param callId null: no call, nothing is asked */
export function useAssistant(link: AssistantLink, callId: string | null): AssistantOfCall {
  const [store, setStore] = useState<AssistantStore>(silent)
  useEffect(() => {
    if (callId === null) {
      setStore(silent)
      return
    }
    const fresh = createAssistantStore()
    setStore(fresh)
    return listenTo(link, callId, fresh)
  }, [link, callId])
  return {
    view: useStore(store),
    use(suggestion) {
      if (callId === null) return
      markUsed(store, suggestion.id)
      // Counting is a help to the editors: an answer that was put in stays in, whatever comes of it.
      void link.command('suggestion.use', { callId, suggestionId: suggestion.id })
    },
  }
}
