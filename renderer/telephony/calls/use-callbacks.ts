import { useStore } from 'zustand'
import type { CallbackStore, CallbackView } from './callback.store.ts'

/** A part of the callback tasks; the component renders again only when that part changes. */
export const useCallbacks = <T>(store: CallbackStore, select: (view: CallbackView) => T): T => useStore(store, select)
