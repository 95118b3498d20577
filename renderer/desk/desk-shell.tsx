import { useEffect, useState } from 'react'
import type { Host } from '../bridge/host.ts'
import { DirectoryPanel } from '../directory/directory-panel.tsx'
import { useTexts } from '../i18n/use-texts.ts'
import { KeysContext, useKey } from '../ui/keys/use-key.ts'
import { deskTexts } from './desk.texts.ts'
import { DeskBar } from './desk-bar.tsx'
import styles from './desk-shell.module.css'
import { keys } from './keys/desk-keys.ts'
import { KeysDialog } from './keys/keys-dialog.tsx'
import { NavRail } from './nav-rail.tsx'
import { Notices } from './notices.tsx'
import type { Desk } from './open-desk.ts'
import { Pages } from './pages.tsx'
import { SettingsDialog } from './shell/settings-dialog.tsx'
import { useShell } from './shell/use-shell.ts'
import { SignOutDialog } from './sign-out-dialog.tsx'
import type { ThemeStore } from './theme.store.ts'
import { useLeaving } from './use-leaving.ts'
import { useRoute } from './use-route.ts'

interface DeskShellProps {
  readonly desk: Desk
  readonly theme: ThemeStore
  readonly host: Host
  readonly onSignOut: () => void
}

/** A signed-in desk: the phone bar over every page, the rail beside it. */
export function DeskShell(props: DeskShellProps) {
  useEffect(() => {
    const press = (event: KeyboardEvent) => void keys.handle(event)
    // Capturing, so that nothing on the page can take a key of the call away.
    window.addEventListener('keydown', press, true)
    return () => window.removeEventListener('keydown', press, true)
  }, [])
  return (
    <KeysContext value={keys}>
      <Shell {...props} />
    </KeysContext>
  )
}

function Shell({ desk, theme, host, onSignOut }: DeskShellProps) {
  const t = useTexts(deskTexts)
  const route = useRoute()
  const leaving = useLeaving(desk.handover, onSignOut)
  const shell = useShell(host, desk, leaving.signOut)
  const [showsKeys, setShowsKeys] = useState(false)
  const [showsSettings, setShowsSettings] = useState(false)
  useKey('keys', () => setShowsKeys(true))
  useEffect(() => {
    document.title = `${desk.session.seat} · ${t('title')}`
  }, [desk, t])
  return (
    <div className={styles.shell}>
      <DeskBar desk={desk} />
      <NavRail
        session={desk.session}
        notices={desk.notices}
        theme={theme}
        host={host}
        current={route.kind === 'page' ? route.page : null}
        onSignOut={leaving.signOut}
        onShowKeys={() => setShowsKeys(true)}
        onShowSettings={host.kind === 'desk' ? () => setShowsSettings(true) : null}
      />
      <div className={styles.page}>
        <Pages desk={desk} route={route} host={host} />
      </div>
      {desk.directory && <DirectoryPanel desk={desk.directory} className={styles.directory} />}
      <Notices
        desk={desk}
        shell={shell}
        onInstall={() => void host.ask('installUpdate', {})}
        showsHall={!(route.kind === 'page' && route.page === 'notices')}
        over={route.kind === 'page' && route.page === 'desk' && desk.tickets ? 'caller' : 'page'}
      />
      <SettingsDialog host={host} isOpen={showsSettings} onClose={() => setShowsSettings(false)} />
      <SignOutDialog left={leaving.left} onStay={leaving.stay} onLeave={leaving.leave} onHandOver={leaving.handOver} />
      <KeysDialog isOpen={showsKeys} onClose={() => setShowsKeys(false)} />
    </div>
  )
}
