import type Electron from 'electron'
import { app } from './app.ts'
import { openWindows, quitting } from './app-state.ts'
import { allContents, WebContents } from './contents.ts'
import { machine } from './host-state.ts'
import type { Menu } from './menu.ts'
import { record } from './record.ts'
import { claimSession, type Session, sessionOf } from './session.ts'
import { HostEmitter, newEvent } from './strict.ts'
import { checkOptions } from './window-options.ts'

type Covered = Pick<
  Electron.BrowserWindow,
  | 'id'
  | 'show'
  | 'showInactive'
  | 'hide'
  | 'close'
  | 'destroy'
  | 'focus'
  | 'blur'
  | 'isFocused'
  | 'isVisible'
  | 'isDestroyed'
  | 'minimize'
  | 'isMinimized'
  | 'restore'
  | 'maximize'
  | 'unmaximize'
  | 'isMaximized'
  | 'setFullScreen'
  | 'isFullScreen'
  | 'setAlwaysOnTop'
  | 'isAlwaysOnTop'
  | 'setVisibleOnAllWorkspaces'
  | 'setSkipTaskbar'
  | 'flashFrame'
  | 'getBounds'
  | 'setBounds'
  | 'getTitle'
  | 'setTitle'
  | 'removeMenu'
  | 'setOverlayIcon'
  | 'moveTop'
  | 'loadURL'
>
const events = [
  'close',
  'closed',
  'show',
  'hide',
  'focus',
  'blur',
  'ready-to-show',
  'unresponsive',
  'responsive',
  'resize',
  'resized',
  'move',
  'moved',
  'minimize',
  'restore',
  'maximize',
  'unmaximize',
  'enter-full-screen',
  'leave-full-screen',
  'always-on-top-changed',
  'page-title-updated',
  'session-end',
  'query-session-end',
]

let ids = 0
let focused: BrowserWindow | null = null
const windows = openWindows as Set<BrowserWindow>

export class BrowserWindow extends HostEmitter implements Covered {
  readonly id: number
  private readonly contents: WebContents
  private bounds: Electron.Rectangle
  private title: string
  private readonly focusable: boolean
  private state = { visible: false, minimized: false, maximized: false, fullScreen: false, onTop: false, dead: false }

  constructor(options: Electron.BrowserWindowConstructorOptions = {}) {
    super(events)
    if (!app.isReady()) throw new Error('Cannot create BrowserWindow before app is ready')
    checkOptions(options)
    const preferences = options.webPreferences ?? {}
    const session = (preferences.session as unknown as Session | undefined) ?? sessionOf(preferences.partition ?? '')
    claimSession(session)
    ids += 1
    this.id = ids
    this.title = options.title ?? app.getName()
    this.focusable = options.focusable ?? true
    this.bounds = placed(options)
    this.state.onTop = options.alwaysOnTop ?? false
    this.state.fullScreen = options.fullscreen ?? false
    this.contents = new WebContents({
      session,
      preload: preferences.preload,
      arguments: preferences.additionalArguments ?? [],
      size: () => this.bounds,
      onFirstPaint: () => {
        if (!this.state.dead) this.emit('ready-to-show', newEvent())
      },
      onTitle: (title) => this.pageTitle(title),
    })
    if (preferences.zoomFactor) this.contents.setZoomFactor(preferences.zoomFactor)
    windows.add(this)
    app.emit('web-contents-created', newEvent(), this.contents)
    app.emit('browser-window-created', newEvent(), this)
    if (options.show ?? true) this.show()
  }

  static getAllWindows(): BrowserWindow[] {
    return [...windows]
  }
  static getFocusedWindow(): BrowserWindow | null {
    return focused
  }
  static fromWebContents(contents: WebContents): BrowserWindow | null {
    return [...windows].find((each) => each.contents === contents) ?? null
  }
  static fromId(id: number): BrowserWindow | null {
    return [...windows].find((each) => each.id === id) ?? null
  }

  get webContents(): WebContents {
    return this.contents
  }
  show(): void {
    this.alive()
    this.showInactive()
    this.focus()
  }
  showInactive(): void {
    this.alive()
    if (this.state.visible) return
    this.state.visible = true
    this.emit('show', newEvent())
  }
  hide(): void {
    this.alive()
    if (!this.state.visible) return
    this.state.visible = false
    this.emit('hide', newEvent())
    this.blur()
  }
  focus(): void {
    this.alive()
    if (!this.focusable || !this.state.visible || focused === this) return
    focused?.blur()
    focused = this
    this.emit('focus', newEvent())
    app.emit('browser-window-focus', newEvent(), this)
  }
  blur(): void {
    this.alive()
    if (focused !== this) return
    focused = null
    this.emit('blur', newEvent())
    app.emit('browser-window-blur', newEvent(), this)
  }
  close(): void {
    if (this.state.dead) return
    const event = newEvent()
    this.emit('close', event)
    if (event.defaultPrevented) quitting.closeCancelled()
    // The page is asked first in Electron, so closing is never over when `close` returns.
    else setImmediate(() => this.destroy())
  }
  destroy(): void {
    if (this.state.dead) return
    this.state.dead = true
    if (focused === this) focused = null
    windows.delete(this)
    this.contents.destroy()
    this.emit('closed', newEvent())
    quitting.windowClosed()
  }
  isDestroyed(): boolean {
    return this.state.dead
  }
  isFocused(): boolean {
    return focused === this
  }
  isVisible(): boolean {
    return this.state.visible && !this.state.minimized
  }
  minimize(): void {
    this.alive()
    this.state.minimized = true
    this.emit('minimize', newEvent())
    this.blur()
  }
  isMinimized(): boolean {
    return this.state.minimized
  }
  restore(): void {
    this.alive()
    this.state.minimized = false
    this.emit('restore', newEvent())
  }
  maximize(): void {
    this.alive()
    this.state.maximized = true
    this.emit('maximize', newEvent())
  }
  unmaximize(): void {
    this.alive()
    this.state.maximized = false
    this.emit('unmaximize', newEvent())
  }
  isMaximized(): boolean {
    return this.state.maximized
  }
  setFullScreen(on: boolean): void {
    this.alive()
    if (this.state.fullScreen === on) return
    this.state.fullScreen = on
    this.emit(on ? 'enter-full-screen' : 'leave-full-screen', newEvent())
  }
  isFullScreen(): boolean {
    return this.state.fullScreen
  }
  setAlwaysOnTop(on: boolean, level?: string): void {
    this.alive()
    this.state.onTop = on
    record('always-on-top', { id: this.id, on, level: level ?? 'floating' })
    this.emit('always-on-top-changed', newEvent(), on)
  }
  isAlwaysOnTop(): boolean {
    return this.state.onTop
  }
  setVisibleOnAllWorkspaces(visible: boolean): void {
    this.alive()
    record('all-workspaces', { id: this.id, visible })
  }
  setSkipTaskbar(skip: boolean): void {
    this.alive()
    record('skip-taskbar', { id: this.id, skip })
  }
  flashFrame(flash: boolean): void {
    this.alive()
    record('flash', { id: this.id, flash })
  }
  moveTop(): void {
    this.alive()
    record('move-top', this.id)
  }
  getBounds(): Electron.Rectangle {
    this.alive()
    return { ...this.bounds }
  }
  setBounds(bounds: Partial<Electron.Rectangle>): void {
    this.alive()
    const before = this.bounds
    this.bounds = { ...before, ...bounds }
    const { x, y, width, height } = this.bounds
    if (x !== before.x || y !== before.y) this.emit('move', newEvent())
    if (width === before.width && height === before.height) return
    this.contents.resized()
    this.emit('resize', newEvent())
  }
  getTitle(): string {
    this.alive()
    return this.title
  }
  setTitle(title: string): void {
    this.alive()
    this.title = title
  }
  setMenu(menu: Menu | null): void {
    this.alive()
    record('window-menu', { id: this.id, menu: menu !== null })
  }
  removeMenu(): void {
    this.setMenu(null)
  }
  setOverlayIcon(_icon: unknown, description: string): void {
    this.alive()
    record('overlay-icon', { id: this.id, description })
  }
  loadURL(url: string, options?: Electron.LoadURLOptions): Promise<void> {
    this.alive()
    return this.contents.loadURL(url, options)
  }

  private alive(): void {
    if (this.state.dead) throw new TypeError('Object has been destroyed')
  }
  private pageTitle(title: string): void {
    if (this.state.dead || title === '') return
    const event = newEvent()
    this.emit('page-title-updated', event, title, true)
    if (!event.defaultPrevented) this.title = title
  }
}

function placed({ x, y, width = 800, height = 600 }: Electron.BrowserWindowConstructorOptions): Electron.Rectangle {
  const [screen = { x: 0, y: 0, width: 1920, height: 1080 }] = machine.displays
  const middle = (at: number, space: number, size: number): number => Math.round(at + (space - size) / 2)
  return {
    x: x ?? middle(screen.x, screen.width, width),
    y: y ?? middle(screen.y, screen.height, height),
    width,
    height,
  }
}

export const webContents = {
  getAllWebContents: () => [...allContents()],
  fromId: (id: number) => allContents().find((each) => each.id === id),
}
