import type { Host } from '../bridge/host.ts'
import { useTexts } from '../i18n/use-texts.ts'
import type { SignInApi } from '../seat/sign-in/sign-in-api.ts'
import { SignInPage } from '../seat/sign-in/sign-in-page.tsx'
import { Announcer } from '../ui/announcer.tsx'
import { Button } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import type { App } from './app.store.ts'
import { deskTexts } from './desk.texts.ts'
import { DeskShell } from './desk-shell.tsx'
import { LonePage } from './lone-page.tsx'
import type { ThemeStore } from './theme.store.ts'
import { useStoreOf } from './use-app.ts'
import { ViewShell } from './view-shell.tsx'

interface RootProps {
  readonly app: App
  readonly api: SignInApi
  readonly theme: ThemeStore
  readonly host: Host
}

/** The whole page. */
export function Root(props: RootProps) {
  return (
    <>
      <Phase {...props} />
      <Announcer />
    </>
  )
}

function Phase({ app, api, theme, host }: RootProps) {
  const t = useTexts(deskTexts)
  const state = useStoreOf(app.state, (now) => now)
  switch (state.phase) {
    case 'starting':
      return (
        <LonePage>
          <EmptyState kind="loading" title={t('starting')} />
        </LonePage>
      )
    case 'start-failed':
      return (
        <LonePage>
          <EmptyState
            kind="error"
            title={t('startFailed')}
            action={
              <>
                <Button label={t('retry')} look="solid" onPress={app.start} />{' '}
                <Button label={t('toSignIn')} onPress={app.forget} />
              </>
            }
          >
            {t('startFailedHint')}
          </EmptyState>
        </LonePage>
      )
    case 'sign-in':
      return (
        <SignInPage
          key={state.first?.seat ?? ''}
          api={api}
          onSession={app.enter}
          ended={state.ended}
          first={state.first}
        />
      )
    case 'desk':
      if (state.desk.view) return <ViewShell desk={state.desk} host={host} />
      return (
        <DeskShell key={state.desk.session.token} desk={state.desk} theme={theme} host={host} onSignOut={app.signOut} />
      )
  }
}
