import type { CallNote } from '#shared/contract/host/host-calls.ts'
import type { UserSettings } from '#shared/contract/host/settings.schema.ts'

/** What a global key does. */
export type KeyAct = keyof UserSettings['globalKeys']
export type KeySettings = Pick<UserSettings, 'globalKeys' | 'globalKeysOn'>

/** One key that should work above other programs now. `accelerator` as Electron writes it. */
export interface WantedKey {
  readonly accelerator: string
  readonly act: KeyAct
}

/** Only what makes sense in this moment is taken from other programs. There is no key for rejecting: a slip would lose a caller. */
const actsOf: { readonly [P in CallNote['phase']]: readonly KeyAct[] } = {
  none: [],
  ringing: ['answer'],
  up: ['mute', 'hang-up'],
}

/** The keys of this moment. */
export function wantedKeys(phase: CallNote['phase'], { globalKeys, globalKeysOn }: KeySettings): readonly WantedKey[] {
  return globalKeysOn ? actsOf[phase].map((act) => ({ accelerator: globalKeys[act], act })) : []
}
