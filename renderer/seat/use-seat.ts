import { useStore } from 'zustand'
import type { SeatStore, SeatView } from './seat.store.ts'

/** A part of the seat's view; the component renders again only when that part changes. */
export const useSeat = <T>(store: SeatStore, select: (view: SeatView) => T): T => useStore(store, select)
