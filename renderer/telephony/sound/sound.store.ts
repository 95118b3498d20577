import { createStore, type StoreApi } from 'zustand/vanilla'
import type { LegQuality, SoundSettings } from '#shared/contract/phone/sound.schema.ts'

/** What a person tries at the moment. */
export type Trial = 'speaker' | 'ringer' | 'echo'

/** Whether sound would find its way through the network. */
export type PathState = 'unknown' | 'checking' | 'found' | 'none'

/** Devices and sound as the desk shows them; what the phone itself says of them is in its snapshot. */
export interface SoundView {
  readonly settings: SoundSettings
  /** Of each leg that is up, one second old at most. */
  readonly quality: readonly LegQuality[]
  readonly path: PathState
  readonly trial: Trial | null
  /** The last trial that failed; stays until the next one. */
  readonly failed: Trial | null
  readonly isOpen: boolean
}
export type SoundStore = StoreApi<SoundView>

/** Makes the store of one desk. */
export const createSoundStore = (settings: SoundSettings): SoundStore =>
  createStore<SoundView>(() => ({ settings, quality: [], path: 'unknown', trial: null, failed: null, isOpen: false }))
