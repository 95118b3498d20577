import { createStore, type StoreApi } from 'zustand/vanilla'
import type { NoLeave } from './lamp.rules.ts'

/** Whether the backend lets this seat record. */
export type RecordingStore = StoreApi<{ readonly noLeave: NoLeave }>

/** Makes the store of one desk. */
export const createRecordingStore = (): RecordingStore => createStore(() => ({ noLeave: null as NoLeave }))
