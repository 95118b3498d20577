import { createDisposerList, type Disposer } from '#shared/kit/disposable.ts'
import type { Link } from '../link/link-types.ts'
import { type AssistantStore, markRefused, takeLines, takeSuggestions } from './assistant.store.ts'

/** What the assistant needs of the link. */
export type AssistantLink = Pick<Link, 'subscribe' | 'command'>

/** Fills a store from the topics of a call until disposed. */
export function listenTo(link: AssistantLink, callId: string, store: AssistantStore): Disposer {
  const open = createDisposerList()
  const options = { id: callId, refused: () => markRefused(store) }
  open.add(link.subscribe('transcript', ({ rows }) => takeLines(store, rows.values()), options))
  open.add(link.subscribe('suggestions', ({ rows }) => takeSuggestions(store, rows.values()), options))
  return open.dispose
}
