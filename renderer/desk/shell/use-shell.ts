import { useEffect, useState } from 'react'
import type { Host } from '../../bridge/host.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import type { Desk } from '../open-desk.ts'
import { goTo } from '../use-route.ts'
import { obeyHost } from './obey-host.ts'
import { createShellStore, type ShellStore } from './shell.store.ts'
import { shellTexts } from './shell.texts.ts'
import { tellHost } from './tell-host.ts'

/** Ties a desk to the program around it, for as long as it is shown. In a browser there is nobody to talk to, and nothing happens. */
export function useShell(host: Host, desk: Desk, onSignOut: () => void): ShellStore {
  const t = useTexts(shellTexts)
  const [store] = useState(createShellStore)
  useEffect(() => {
    if (host.kind !== 'desk') return
    return tellHost(host, desk, () => ({
      noNumber: t('noNumber'),
      waited: (seconds) => t('waited', { seconds }),
      callsBefore: (count) => t('callsBefore', { count }),
    }))
  }, [host, desk, t])
  useEffect(() => obeyHost(host, desk, { store, acts: { signOut: onSignOut, goTo } }), [host, desk, store, onSignOut])
  return store
}
