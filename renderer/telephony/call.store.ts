import { createStore, type StoreApi } from 'zustand/vanilla'
import type { CallRow } from '#shared/contract/socket/topics.ts'

/** The calls of this seat as the server knows them, by callId. */
export type CallStore = StoreApi<{ readonly rows: ReadonlyMap<string, CallRow> }>

/** Makes the store of one desk. */
export const createCallStore = (): CallStore => createStore(() => ({ rows: new Map<string, CallRow>() }))

/** Takes all rows of topic `calls`, as the link gives them once a frame. */
export const takeCallRows = (store: CallStore, rows: ReadonlyMap<string, CallRow>): void => store.setState({ rows })
