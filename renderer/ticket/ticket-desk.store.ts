import { createStore, type StoreApi } from 'zustand/vanilla'
import type { FieldFault } from '#shared/contract/socket/envelope.ts'
import type { PassMark, SharedDraftRow } from '#shared/contract/socket/topics.ts'
import type { OpenDraft } from './ticket-ports.ts'

/** Where a tab stands. `submitting`: handed over to the journal, the server's answer is still to come. */
export type TabPhase =
  | { readonly kind: 'opening' }
  | { readonly kind: 'failed' }
  | { readonly kind: 'open'; readonly draft: OpenDraft }
  | { readonly kind: 'submitting'; readonly draft: OpenDraft }
  /** A draft of another seat by now, and this one has nothing to do with it any more: what it wrote too late is kept to be copied. */
  | { readonly kind: 'over'; readonly draft: OpenDraft }
  | { readonly kind: 'submitted'; readonly ticketNo: string; readonly draft: OpenDraft | null }

/** One open draft. */
export interface TicketTab {
  readonly draftId: string
  readonly callId: string | null
  readonly title: string
  /** The draft is another seat's: what this one may do with it. */
  readonly shared: SharedDraftRow | null
  /** Who took it over from this seat; null: nobody. */
  readonly passedTo: PassMark | null
  readonly phase: TabPhase
  /** Submitting was tried: faults are shown, and followed as they are mended. */
  readonly tried: boolean
  /** What the server found, until the draft changes. */
  readonly serverFaults: readonly FieldFault[]
  /** Why the server refused, when no field is to blame. */
  readonly refusal: string | null
}

export interface TicketDeskState {
  readonly tabs: readonly TicketTab[]
  readonly selected: string | null
}

export type TicketDeskStore = StoreApi<TicketDeskState>

/** A tab that has just been asked for. */
export const freshTab = (draftId: string, callId: string | null, title = ''): TicketTab => ({
  draftId,
  callId,
  title,
  shared: null,
  passedTo: null,
  phase: { kind: 'opening' },
  tried: false,
  serverFaults: [],
  refusal: null,
})

/** Starts without a tab. */
export const createTicketDeskStore = (): TicketDeskStore => createStore(() => ({ tabs: [], selected: null }))

/** Changes one tab; a tab that is gone meanwhile changes nothing. */
export function changeTab(store: TicketDeskStore, draftId: string, change: Partial<TicketTab>): void {
  store.setState(({ tabs }) => ({ tabs: tabs.map((tab) => (tab.draftId === draftId ? { ...tab, ...change } : tab)) }))
}

/** The tab that is shown. */
export const selectedTab = ({ tabs, selected }: TicketDeskState): TicketTab | null =>
  tabs.find((tab) => tab.draftId === selected) ?? tabs.at(-1) ?? null
