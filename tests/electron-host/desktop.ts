import type Electron from 'electron'
import { allContents } from './contents.ts'
import type { HostDisplay } from './control-messages.ts'
import { dialogAnswer, machine } from './host-state.ts'
import { record } from './record.ts'
import { HostEmitter, onlyOptions, strict } from './strict.ts'

const shortcuts = new Map<string, () => void>()
const canonical = (accelerator: string): string =>
  accelerator
    .split('+')
    .map((part) => part.toLowerCase().replace(/^(commandorcontrol|cmdorctrl|control)$/, 'ctrl'))
    .sort()
    .join('+')
const isTaken = (key: string): boolean => machine.takenShortcuts.some((taken) => canonical(taken) === key)

export const globalShortcut = strict('globalShortcut', {
  register(accelerator: string, callback: () => void): boolean {
    const key = canonical(accelerator)
    const free = !shortcuts.has(key) && !isTaken(key)
    if (free) shortcuts.set(key, callback)
    record('shortcut', { accelerator, registered: free })
    return free
  },
  isRegistered: (accelerator: string) => shortcuts.has(canonical(accelerator)),
  unregister(accelerator: string): void {
    if (shortcuts.delete(canonical(accelerator))) record('shortcut-gone', accelerator)
  },
  unregisterAll(): void {
    shortcuts.clear()
    record('shortcuts-gone')
  },
} satisfies Pick<Electron.GlobalShortcut, 'register' | 'isRegistered' | 'unregister' | 'unregisterAll'>)

/** @returns whether somebody listens to it */
export function pressShortcut(accelerator: string): boolean {
  const run = shortcuts.get(canonical(accelerator))
  run?.()
  return run !== undefined
}

export const shell = strict('shell', {
  async openExternal(url: string, options?: Electron.OpenExternalOptions): Promise<void> {
    onlyOptions('openExternal', options, ['activate', 'workingDirectory', 'logUsage'])
    record('open-external', url)
  },
  async openPath(path: string): Promise<string> {
    record('open-path', path)
    return ''
  },
  showItemInFolder: (path: string) => record('show-item', path),
  beep: () => record('beep'),
} satisfies Pick<Electron.Shell, 'openExternal' | 'openPath' | 'showItemInFolder' | 'beep'>)

export const dialog = strict('dialog', {
  /** Answered by the driver, the first button unless told otherwise. */
  async showMessageBox(...given: [unknown, Electron.MessageBoxOptions?]): Promise<Electron.MessageBoxReturnValue> {
    const options = (given[1] ?? given[0]) as Electron.MessageBoxOptions
    onlyOptions('showMessageBox', options, [
      ...['message', 'type', 'buttons', 'defaultId', 'title', 'detail', 'cancelId', 'noLink', 'checkboxLabel'],
      ...['checkboxChecked', 'icon', 'normalizeAccessKeys', 'signal', 'textWidth'],
    ])
    const { title, message, detail, buttons = ['OK'], type } = options
    record('message-box', { title, message, detail, buttons, type, answer: dialogAnswer.index })
    return {
      response: Math.min(dialogAnswer.index, buttons.length - 1),
      checkboxChecked: options.checkboxChecked ?? false,
    }
  },
  showErrorBox: (title: string, content: string) => record('error-box', { title, content }),
})

const displayOf = ({ x, y, width, height, scaleFactor = 1 }: HostDisplay, id: number) => ({
  id: id + 1,
  label: `screen ${id + 1}`,
  bounds: { x, y, width, height },
  workArea: { x, y, width, height },
  size: { width, height },
  workAreaSize: { width, height },
  scaleFactor,
  rotation: 0,
  internal: id === 0,
})
const overlap = (a: Electron.Rectangle, b: Electron.Rectangle): number =>
  Math.max(0, Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x)) *
  Math.max(0, Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y))

class Screen extends HostEmitter {
  constructor() {
    super(['display-added', 'display-removed', 'display-metrics-changed'])
  }
  getAllDisplays() {
    return machine.displays.map((display, id) => strict('Display', displayOf(display, id)))
  }
  getPrimaryDisplay() {
    const [first] = this.getAllDisplays()
    if (!first) throw new Error('electron host: the machine has no screen')
    return first
  }
  getDisplayMatching(rect: Electron.Rectangle) {
    const [best] = this.getAllDisplays().sort((a, b) => overlap(rect, b.bounds) - overlap(rect, a.bounds))
    return best ?? this.getPrimaryDisplay()
  }
  getDisplayNearestPoint({ x, y }: Electron.Point) {
    return this.getDisplayMatching({ x, y, width: 1, height: 1 })
  }
  getCursorScreenPoint(): Electron.Point {
    return { x: 0, y: 0 }
  }
}
export const screen = new Screen()

class NativeTheme extends HostEmitter {
  private source: Electron.NativeTheme['themeSource'] = 'system'
  constructor() {
    super(['updated'])
  }
  get themeSource(): Electron.NativeTheme['themeSource'] {
    return this.source
  }
  set themeSource(source: Electron.NativeTheme['themeSource']) {
    this.source = source
    this.updated()
  }
  get shouldUseDarkColors(): boolean {
    return this.source === 'system' ? machine.dark : this.source === 'dark'
  }
  /** @internal */
  updated(): void {
    for (const contents of allContents()) contents.themed(this.shouldUseDarkColors ? 'dark' : 'light')
    this.emit('updated')
  }
}
export const nativeTheme = new NativeTheme()

export const crashReporter = strict('crashReporter', {
  start(options: Electron.CrashReporterStartOptions): void {
    onlyOptions('crashReporter.start', options, [
      ...['submitURL', 'productName', 'companyName', 'uploadToServer', 'ignoreSystemCrashHandler', 'rateLimit'],
      ...['compress', 'extra', 'globalExtra'],
    ])
    record('crash-reporter', { ...options })
  },
} satisfies Pick<Electron.CrashReporter, 'start'>)
