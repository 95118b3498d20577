import { createStore, type StoreApi } from 'zustand/vanilla'
import type { SuggestionRow, TranscriptRow } from '#shared/contract/socket/topics.ts'

/** What the assistant shows of one call. */
export interface AssistantView {
  /** null until the server has said them; in the order they began to be heard. */
  readonly lines: readonly TranscriptRow[] | null
  /** By rank; a rank may be missing. */
  readonly suggestions: readonly SuggestionRow[]
  /** Ids of suggestions used in this call from this desk. */
  readonly used: ReadonlySet<string>
  /** The server does not give this call's talk to this seat. */
  readonly refused: boolean
}
export type AssistantStore = StoreApi<AssistantView>

/** Makes the store of one call. */
export const createAssistantStore = (): AssistantStore =>
  createStore<AssistantView>(() => ({ lines: null, suggestions: [], used: new Set(), refused: false }))

/** Takes all lines of the topic `transcript`. */
export const takeLines = (store: AssistantStore, rows: Iterable<TranscriptRow>): void =>
  store.setState({ lines: [...rows].sort((a, b) => a.seq - b.seq) })

/** Takes all rows of the topic `suggestions`. */
export const takeSuggestions = (store: AssistantStore, rows: Iterable<SuggestionRow>): void =>
  store.setState({ suggestions: [...rows].sort((a, b) => a.rank - b.rank) })

export const markUsed = (store: AssistantStore, id: string): void =>
  store.setState(({ used }) => ({ used: new Set(used).add(id) }))

export const markRefused = (store: AssistantStore): void => store.setState({ refused: true })
