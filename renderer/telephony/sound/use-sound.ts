import { useStore } from 'zustand'
import type { SoundStore, SoundView } from './sound.store.ts'

/** A part of the view of sound; the component renders again only when that part changes. */
export const useSound = <T>(store: SoundStore, select: (view: SoundView) => T): T => useStore(store, select)
