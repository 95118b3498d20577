import { useStore } from 'zustand'
import type { CallRow } from '#shared/contract/socket/topics.ts'
import type { CallStore } from './call.store.ts'
import type { PhoneStore, PhoneView } from './phone.store.ts'

/** A part of the phone's view; the component renders again only when that part changes. */
export const usePhone = <T>(store: PhoneStore, select: (view: PhoneView) => T): T => useStore(store, select)

/** What the server knows of a call, by the phone's Call-ID or by its own id; undefined while it has not said. */
export const useCallOf = (
  store: CallStore,
  sipCallId: string | undefined,
  callId: string | null = null,
): CallRow | undefined =>
  useStore(store, ({ rows }) =>
    callId === null ? [...rows.values()].find((row) => row.sipCallId === sipCallId) : rows.get(callId),
  )
