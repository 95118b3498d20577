import { createStore, type StoreApi } from 'zustand/vanilla'
import type { HandoverRow } from '#shared/contract/socket/handover.schema.ts'
import { noWork, type OpenWork } from './open-work.rules.ts'

/** What a desk knows of hand-overs. */
export interface HandoverState {
  /** Those the seat sees. */
  readonly rows: readonly HandoverRow[]
  /** What the seat could hand over. */
  readonly work: OpenWork
  /** Somebody asked to hand over everything: the form chooses it, and is done with the question. */
  readonly asksAll: boolean
}

export type HandoverStore = StoreApi<HandoverState>

/** Starts with nothing known. */
export const createHandoverStore = (): HandoverStore => createStore(() => ({ rows: [], work: noWork, asksAll: false }))

/** Asks the form to choose everything that is open, now or when it is shown next. */
export const askAll = (store: HandoverStore): void => store.setState({ asksAll: true })
