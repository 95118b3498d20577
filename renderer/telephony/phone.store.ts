import { createStore, type StoreApi } from 'zustand/vanilla'
import type { PhoneCommand, PhoneRefusal, PhoneSnapshot } from '#shared/contract/phone/phone-messages.ts'
import { withDialled } from './dial.rules.ts'

/** A command the phone did not do. */
export interface PhoneFault {
  readonly op: PhoneCommand['op']
  readonly reason: PhoneRefusal | 'closed'
}

/** The phone as it says it is, and the last command it refused. */
export interface PhoneView {
  /** null until its first snapshot. */
  readonly snapshot: PhoneSnapshot | null
  /** Stays until dismissed, or until the next command is done. */
  readonly fault: PhoneFault | null
  /** The ring of this page was kept silent by the browser. */
  readonly ringBlocked: boolean
  /** Whether it is asked who is meant by hanging up. */
  readonly asksHangUp: boolean
  /** What this desk dialled, the last first; it goes with the desk, since the next person at this computer may be another. */
  readonly dialled: readonly string[]
}
export type PhoneStore = StoreApi<PhoneView>

/** Makes the store of one desk. */
export const createPhoneStore = (): PhoneStore =>
  createStore<PhoneView>(() => ({
    snapshot: null,
    fault: null,
    ringBlocked: false,
    asksHangUp: false,
    dialled: [],
  }))

/** Takes a whole snapshot. */
export const takeSnapshot = (store: PhoneStore, snapshot: PhoneSnapshot): void => store.setState({ snapshot })

/** Remembers a refusal; null takes it back. */
export const setPhoneFault = (store: PhoneStore, fault: PhoneFault | null): void => store.setState({ fault })

/** Opens or closes the question who is meant by hanging up. */
export const setAsksHangUp = (store: PhoneStore, asksHangUp: boolean): void => store.setState({ asksHangUp })

/** Says whether the browser keeps the ring silent. */
export const setRingBlocked = (store: PhoneStore, ringBlocked: boolean): void => store.setState({ ringBlocked })

/** Remembers what was dialled, for the keypad. */
export const keepDialled = (store: PhoneStore, target: string): void =>
  store.setState(({ dialled }) => ({ dialled: withDialled(dialled, target) }))
