import '../ui/tokens.css'
import '../ui/base.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { findHost } from '../bridge/host.ts'
import { chosenLanguage, setLanguage } from '../i18n/i18n.ts'
import { initialLanguage } from '../i18n/language.ts'
import { Toast } from './toast.tsx'

setLanguage(initialLanguage(location.search, chosenLanguage(), navigator.languages))
const element = document.getElementById('root')
if (!element) throw new Error('The page has no root.')
const theme = localStorage.getItem('lianxian.theme')
if (theme === 'light' || theme === 'dark') document.documentElement.setAttribute('data-theme', theme)
createRoot(element).render(
  <StrictMode>
    <Toast host={findHost(window, reportError)} />
  </StrictMode>,
)
