import type { GlobalShortcut } from 'electron'
import type { CallNote } from '#shared/contract/host/host-calls.ts'
import type { Disposer } from '#shared/kit/disposable.ts'
import { type KeyAct, type KeySettings, type WantedKey, wantedKeys } from './key-plan.rules.ts'

export interface GlobalKeysPorts {
  readonly shortcuts: Pick<GlobalShortcut, 'register' | 'unregister'>
  readonly settings: () => KeySettings
  readonly onAct: (act: KeyAct) => void
  /** Another program holds the key. Said once for each combination, until it could be had again. */
  readonly onTaken: (key: WantedKey) => void
}

/** The keys that work above other programs, only while a call rings or is up. */
export interface GlobalKeys {
  tellCall(note: Pick<CallNote, 'phase'>): void
  settingsChanged(): void
  /** Those another program held when they were last wanted. */
  taken(): KeyAct[]
  dispose: Disposer
}

const nameOf = ({ accelerator, act }: WantedKey): string => `${act} ${accelerator}`

/** Takes no key before the first call. A key another program holds is tried again at the next call. */
export function createGlobalKeys({ shortcuts, settings, onAct, onTaken }: GlobalKeysPorts): GlobalKeys {
  const held = new Map<string, WantedKey>()
  const said = new Set<string>()
  let phase: CallNote['phase'] = 'none'
  let gone = false

  const take = (key: WantedKey): void => {
    const { accelerator, act } = key
    if (shortcuts.register(accelerator, () => onAct(act))) {
      held.set(nameOf(key), key)
      said.delete(accelerator)
    } else if (!said.has(accelerator)) {
      said.add(accelerator)
      onTaken(key)
    }
  }
  const follow = (wanted: readonly WantedKey[]): void => {
    const names = new Set(wanted.map(nameOf))
    // First all that go: two acts may have changed places.
    for (const [name, { accelerator }] of [...held])
      if (!names.has(name)) {
        held.delete(name)
        shortcuts.unregister(accelerator)
      }
    for (const key of wanted) if (!held.has(nameOf(key))) take(key)
  }
  const look = (): void => follow(gone ? [] : wantedKeys(phase, settings()))

  return {
    tellCall(note) {
      if (note.phase === phase) return
      phase = note.phase
      look()
    },
    settingsChanged: look,
    taken() {
      const { globalKeys, globalKeysOn } = settings()
      const acts = Object.keys(globalKeys) as KeyAct[]
      return globalKeysOn ? acts.filter((act) => said.has(globalKeys[act])) : []
    },
    dispose() {
      gone = true
      look()
    },
  }
}
