import { useStore } from 'zustand'
import type { NoLeave } from './lamp.rules.ts'
import type { RecordingStore } from './recording.store.ts'

/** Why there is no leave to record. */
export const useNoLeave = (store: RecordingStore): NoLeave => useStore(store, ({ noLeave }) => noLeave)
