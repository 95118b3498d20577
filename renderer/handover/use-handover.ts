import { useStore } from 'zustand'
import type { HandoverState, HandoverStore } from './handover.store.ts'

/** A part of what is known of hand-overs; the component renders again only when that part changes. */
export const useHandover = <T>(store: HandoverStore, select: (state: HandoverState) => T): T => useStore(store, select)
