import { createContext, useContext, useEffect, useRef } from 'react'
import type { KeyRegistry } from './key-registry.ts'

/** The registry of the page; null outside of the desk (tests of one component): then no key acts. */
export const KeysContext = createContext<KeyRegistry | null>(null)

/**
 * Binds an act of the desk's table of keys while the component is mounted, e.g. `useKey('submit-ticket', submit)`.
 * @param disabledReason why it can't be done now: the key is consumed, and says so
 * @returns the key to show in the button (`keyHint`); undefined without a registry
 */
export function useKey(id: string, run: () => void, disabledReason?: string): string | undefined {
  const registry = useContext(KeysContext)
  const latest = useRef({ run, disabledReason })
  useEffect(() => {
    latest.current = { run, disabledReason }
  })
  useEffect(
    () =>
      registry?.bind(id, {
        run: () => latest.current.run(),
        get disabledReason() {
          return latest.current.disabledReason
        },
      }),
    [registry, id],
  )
  return registry?.comboOf(id)
}
