import '../ui/tokens.css'
import '../ui/base.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { chosenLanguage, setLanguage } from '../i18n/i18n.ts'
import { initialLanguage } from '../i18n/language.ts'
import { CallPage } from './call-page.tsx'

setLanguage(initialLanguage(location.search, chosenLanguage(), navigator.languages))
const root = document.getElementById('root')
if (!root) throw new Error('The page has no root.')
createRoot(root).render(
  <StrictMode>
    <CallPage />
  </StrictMode>,
)
