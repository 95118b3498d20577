import { join } from 'node:path'
import type { BrowserWindowConstructorOptions, WebPreferences } from 'electron'
import type { WindowKind } from '#shared/contract/host/host-names.ts'

/** Smallest size the desk is made for, CSS pixels. */
export const smallest = { width: 1024, height: 640 } as const

/** The same walls for every page (Electron's security checklist, items 2 to 6 and 8 to 12). */
const walls: WebPreferences = {
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  contextIsolation: true,
  sandbox: true,
  webSecurity: true,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  webviewTag: false,
  navigateOnDragDrop: false,
  safeDialogs: true,
  spellcheck: false,
}

const ownPreferences: { readonly [K in WindowKind]: WebPreferences } = {
  // A desk behind another window still rings, counts and saves.
  desk: { backgroundThrottling: false, autoplayPolicy: 'no-user-gesture-required' },
  // It is never seen: without this its timers and its sound would be slowed down or silent.
  phone: { backgroundThrottling: false, autoplayPolicy: 'no-user-gesture-required' },
  toast: {},
  view: {},
}

/** Size of the toast, pixels. */
export const toastSize = { width: 380, height: 132 } as const

const looks: { readonly [K in WindowKind]: BrowserWindowConstructorOptions } = {
  desk: { width: 1366, height: 768, minWidth: smallest.width, minHeight: smallest.height, autoHideMenuBar: true },
  phone: { width: 400, height: 300, skipTaskbar: true, focusable: false },
  // Above all windows, in nobody's way, and never with the focus.
  toast: {
    ...toastSize,
    frame: false,
    resizable: false,
    movable: true,
    minimizable: false,
    maximizable: false,
    fullscreenable: false,
    skipTaskbar: true,
    focusable: false,
    alwaysOnTop: true,
    hasShadow: true,
  },
  view: { width: 1366, height: 768, minWidth: smallest.width, minHeight: smallest.height, autoHideMenuBar: true },
}

/** What a window of this kind is opened with; every one begins hidden. `preloads`: folder of the built preloads. */
export const windowOptions = (kind: WindowKind, preloads: string, icon: string): BrowserWindowConstructorOptions => ({
  show: false,
  title: '连线 Lianxian',
  icon,
  backgroundColor: '#f4f5f7',
  ...looks[kind],
  webPreferences: { ...walls, ...ownPreferences[kind], preload: join(preloads, `preload-${kind}.cjs`) },
})
