import type { Clock, NewId } from '#shared/kit/clock.ts'
import type { Hid } from './headset/hid-types.ts'

/** Keeps short texts across a reload of the page and no longer: a browser seat gives its sessionStorage. */
export interface PhoneMemory {
  read(key: 'call' | 'instance'): string | null
  write(key: 'call' | 'instance', text: string): void
  remove(key: 'call' | 'instance'): void
}

/** What the phone takes from its host; the rest it has from the Web's own interfaces. */
export interface PhoneEnvironment {
  readonly clock: Clock
  /** A number in [0, 1). */
  readonly random: () => number
  readonly newId: NewId
  /** null: nothing survives the page, so a call is hung up when the page goes. */
  readonly memory: PhoneMemory | null
  /** Headsets with buttons; absent where the host gives none. */
  readonly hid?: Hid
}
