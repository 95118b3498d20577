import type { BrowserWindowConstructorOptions, WebPreferences } from 'electron'
import { onlyOptions } from './strict.ts'

const known = [
  ...['width', 'height', 'x', 'y', 'minWidth', 'minHeight', 'maxWidth', 'maxHeight', 'useContentSize', 'center'],
  ...['title', 'icon', 'backgroundColor', 'show', 'frame', 'resizable', 'movable', 'minimizable', 'maximizable'],
  ...[
    'closable',
    'focusable',
    'fullscreen',
    'fullscreenable',
    'skipTaskbar',
    'alwaysOnTop',
    'hasShadow',
    'transparent',
  ],
  ...['autoHideMenuBar', 'acceptFirstMouse', 'type', 'roundedCorners', 'thickFrame', 'paintWhenInitiallyHidden'],
  ...['webPreferences', 'parent', 'modal', 'hiddenInMissionControl', 'titleBarStyle'],
] as const satisfies readonly (keyof BrowserWindowConstructorOptions)[]

const knownPreferences = [
  ...['preload', 'session', 'partition', 'sandbox', 'contextIsolation', 'webSecurity', 'nodeIntegration', 'devTools'],
  ...['nodeIntegrationInWorker', 'nodeIntegrationInSubFrames', 'allowRunningInsecureContent', 'experimentalFeatures'],
  ...['webviewTag', 'navigateOnDragDrop', 'safeDialogs', 'safeDialogsMessage', 'spellcheck', 'backgroundThrottling'],
  ...['autoplayPolicy', 'additionalArguments', 'zoomFactor', 'disableBlinkFeatures', 'enableBlinkFeatures', 'plugins'],
  ...['defaultEncoding', 'enableWebSQL', 'webgl', 'images', 'javascript', 'disableDialogs', 'v8CacheOptions'],
] as const satisfies readonly (keyof WebPreferences)[]

/** What Electron's security checklist forbids (items 2, 3, 4, 6, 8, 9, 10 and 11). */
const insecure: readonly (readonly [keyof WebPreferences, (value: unknown) => boolean])[] = [
  ['nodeIntegration', Boolean],
  ['nodeIntegrationInWorker', Boolean],
  ['nodeIntegrationInSubFrames', Boolean],
  ['contextIsolation', (value) => value === false],
  ['sandbox', (value) => value === false],
  ['webSecurity', (value) => value === false],
  ['allowRunningInsecureContent', Boolean],
  ['experimentalFeatures', Boolean],
  ['enableBlinkFeatures', Boolean],
  ['webviewTag', Boolean],
]

/** @throws when an option is unknown to the host, or insecure: then no window is made */
export function checkOptions(options: BrowserWindowConstructorOptions): void {
  onlyOptions('BrowserWindow', options, known)
  onlyOptions('webPreferences', options.webPreferences, knownPreferences)
  for (const [name, bad] of insecure)
    if (bad(options.webPreferences?.[name]))
      throw new Error(`electron host: webPreferences.${name} is insecure: ${String(options.webPreferences?.[name])}`)
}
