import { openBridge } from './bridge.ts'

/** Runs first in the page's own world of every frame. */
export function startMainWorld(secret: string): void {
  const { open } = window
  // The host denies every popup, and a denied one is null: Chromium by itself gives a window that is closed a moment later.
  window.open = (...args) => {
    Reflect.apply(open, window, args)
    return null
  }
  if (window === window.top) openBridge(secret, 'page')
}
