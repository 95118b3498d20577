import { useStore } from 'zustand'
import type { StoreApi } from 'zustand/vanilla'

/** A part of a store of the desk; the component renders again only when that part changes. */
export const useStoreOf = <S, T>(store: StoreApi<S>, select: (state: S) => T): T => useStore(store, select)
