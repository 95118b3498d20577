import '../ui/tokens.css'
import '../ui/base.css'
import { StrictMode } from 'react'
import { createRoot, type Root as ReactRoot } from 'react-dom/client'
import { browserClock } from '../bridge/browser-clock.ts'
import { findHost, type Host } from '../bridge/host.ts'
import { chooseLanguage, chosenLanguage, setLanguage } from '../i18n/i18n.ts'
import { initialLanguage } from '../i18n/language.ts'
import { createSessionToken } from '../seat/sign-in/session-token.ts'
import { createSignInApi } from '../seat/sign-in/sign-in-api.ts'
import { createApp } from './app.store.ts'
import { Root } from './app.tsx'
import { openSession } from './open-session.ts'
import { NoBackend } from './shell/no-backend.tsx'
import { createThemeStore } from './theme.store.ts'
import { goTo } from './use-route.ts'

setLanguage(initialLanguage(location.search, chosenLanguage(), navigator.languages))

const theme = createThemeStore(document.documentElement, localStorage)

/** The page of a desk whose backend is known. */
function showDesk(root: ReactRoot, host: Host, backend: string): void {
  const token = createSessionToken(sessionStorage)
  const keep = (text: string): void => {
    token.write(text)
    if (host.kind === 'desk') void host.ask('keepSignIn', { token: text })
  }
  const api = createSignInApi((...request) => fetch(...request), host.kind === 'view')
  const app = createApp({
    api,
    token: {
      read: token.read,
      write: keep,
      clear() {
        token.clear()
        if (host.kind === 'desk') void host.ask('forgetSignIn', {})
      },
    },
    // An error nobody expected goes to the page's own error event, where a host may collect it.
    openDesk: (session, onClosing) =>
      openSession(session, { host, backend, onToken: keep, onClosing, onError: reportError }),
    readHash: () => location.hash,
    goTo,
    clock: browserClock,
  })
  window.addEventListener('hashchange', app.routeChanged)
  app.start()
  root.render(
    <StrictMode>
      <Root app={app} api={api} theme={theme} host={host} />
    </StrictMode>,
  )
}

/** Tells the shell's log what nobody caught. */
function noteErrors(host: Host): void {
  window.addEventListener('error', ({ message }) => {
    void host.ask('note', { level: 'error', what: 'page-error', detail: message.slice(0, 2000) })
  })
}

async function start(): Promise<void> {
  const element = document.getElementById('root')
  if (!element) throw new Error('index.html has no #root')
  const root = createRoot(element)
  const host = findHost(window, reportError)
  if (host.kind === 'browser') return showDesk(root, host, location.origin)
  noteErrors(host)
  // Chosen at the desk, a language holds in its further windows too.
  host.on('settings', ({ settings }) => {
    if (settings.language !== null) setLanguage(settings.language)
  })
  const own = host.kind === 'desk' ? await host.ask('readSettings', {}) : null
  // Kept as the page's own choice as well: toast and further windows read it there.
  if (own && own.settings.language !== null) chooseLanguage(own.settings.language)
  const facts = await host.ask('facts', {})
  const kept = await host.ask('readSignIn', {})
  // A window that was loaded again has it of its own; a program that was started again has it from the system's keyring.
  const token = createSessionToken(sessionStorage)
  if (kept && token.read() === null) token.write(kept)
  if (facts?.backend) showDesk(root, host, facts.backend)
  else
    root.render(
      <StrictMode>
        <NoBackend host={host} canTry={facts?.canTry ?? false} />
      </StrictMode>,
    )
}

void start()
