import { useMemo, useSyncExternalStore } from 'react'
import { type Page, parseRoute, type Route } from './route.ts'

const subscribe = (listener: () => void) => {
  window.addEventListener('hashchange', listener)
  return () => window.removeEventListener('hashchange', listener)
}

/** Where the address points; live. */
export function useRoute(): Route {
  const hash = useSyncExternalStore(subscribe, () => location.hash)
  return useMemo(() => parseRoute(hash), [hash])
}

/** Goes to a page without leaving the present one in the history. */
export const goTo = (page: Page): void => location.replace(`#/${page}`)
