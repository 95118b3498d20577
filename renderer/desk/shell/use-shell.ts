import { useEffect, useState } from 'react'
import type { Host } from '../../bridge/host.ts'
import { useLanguage, useTexts } from '../../i18n/use-texts.ts'
import { askedInLines } from '../../telephony/asked-in/asked-in.rules.ts'
import { askedInTexts } from '../../telephony/asked-in/asked-in.texts.ts'
import type { Desk } from '../open-desk.ts'
import { ticketWords } from '../ticket/ticket-words.tsx'
import { goTo } from '../use-route.ts'
import { obeyHost } from './obey-host.ts'
import { createShellStore, type ShellStore } from './shell.store.ts'
import { shellTexts } from './shell.texts.ts'
import { tellHost } from './tell-host.ts'

/** Ties a desk to the program around it, for as long as it is shown. In a browser there is nobody to talk to, and nothing happens. */
export function useShell(host: Host, desk: Desk, onSignOut: () => void): ShellStore {
  const t = useTexts(shellTexts)
  const say = useTexts(askedInTexts)
  const language = useLanguage()
  const [store] = useState(createShellStore)
  useEffect(() => {
    if (host.kind !== 'desk') return
    return tellHost(host, desk, () => ({
      noNumber: t('noNumber'),
      waited: (seconds) => t('waited', { seconds }),
      callsBefore: (count) => t('callsBefore', { count }),
      askedIn: (summary) =>
        askedInLines(summary, ticketWords(language).sayType).flatMap(({ name, text }) =>
          text === null ? [] : [`${say(name)} ${text}`],
        ),
    }))
  }, [host, desk, t, say, language])
  useEffect(() => obeyHost(host, desk, { store, acts: { signOut: onSignOut, goTo } }), [host, desk, store, onSignOut])
  return store
}
