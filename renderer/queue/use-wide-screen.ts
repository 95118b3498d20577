import { useSyncExternalStore } from 'react'

/** From 2560 px on (160 rem, as in the styles) a screen is one that people read from afar. */
const query = '(width >= 160rem)'

const watch = (listener: () => void) => {
  const list = window.matchMedia?.(query)
  list?.addEventListener('change', listener)
  return () => list?.removeEventListener('change', listener)
}

/** Whether this is a hall's big screen; follows the window as it moves from screen to screen. */
export const useWideScreen = (): boolean =>
  useSyncExternalStore(watch, () => window.matchMedia?.(query).matches ?? false)
