import { createStore, type StoreApi } from 'zustand/vanilla'
import type { MonitorRow } from '#shared/contract/socket/topics.ts'

/** Leads in this seat's call, by their seat; null until the backend has spoken. */
export type LeadsStore = StoreApi<{ readonly rows: ReadonlyMap<string, MonitorRow> | null }>

/** Makes the store of one desk. */
export const createLeadsStore = (): LeadsStore =>
  createStore<{ rows: ReadonlyMap<string, MonitorRow> | null }>(() => ({ rows: null }))
