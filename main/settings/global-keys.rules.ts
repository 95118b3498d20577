import type { UserSettings } from '#shared/contract/host/settings.schema.ts'

/** One writing for one key: `Alt+Ctrl+F2` is `Ctrl+Alt+F2`; off a Mac CmdOrCtrl is Ctrl, and on one nobody should tell two by it. */
const plain = (accelerator: string): string => accelerator.replaceAll('CmdOrCtrl', 'Ctrl').split('+').sort().join('+')

/** Whether the three global keys are three. */
export const keysDiffer = (keys: UserSettings['globalKeys']): boolean =>
  new Set(Object.values(keys).map(plain)).size === Object.keys(keys).length
