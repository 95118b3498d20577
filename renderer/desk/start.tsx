import '../ui/tokens.css'
import '../ui/base.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { chosenLanguage, setLanguage } from '../i18n/i18n.ts'
import { initialLanguage } from '../i18n/language.ts'
import { createSessionToken } from '../seat/sign-in/session-token.ts'
import { createSignInApi } from '../seat/sign-in/sign-in-api.ts'
import { createApp } from './app.store.ts'
import { Root } from './app.tsx'
import { browserClock } from './browser-clock.ts'
import { openSession } from './open-session.ts'
import { createThemeStore } from './theme.store.ts'
import { goTo } from './use-route.ts'

setLanguage(initialLanguage(location.search, chosenLanguage(), navigator.languages))
const theme = createThemeStore(document.documentElement, localStorage)
const token = createSessionToken(sessionStorage)
const api = createSignInApi((...request) => fetch(...request))
const app = createApp({
  api,
  token,
  // An error nobody expected goes to the page's own error event, where a host may collect it.
  openDesk: (session, onClosing) => openSession(session, { onToken: token.write, onClosing, onError: reportError }),
  readHash: () => location.hash,
  goTo,
  clock: browserClock,
})
window.addEventListener('hashchange', app.routeChanged)
app.start()

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root')
createRoot(root).render(
  <StrictMode>
    <Root app={app} api={api} theme={theme} />
  </StrictMode>,
)
