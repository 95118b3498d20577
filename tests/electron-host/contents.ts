import type Electron from 'electron'
import { toMain } from './addresses.ts'
import { app } from './app.ts'
import type { Browser } from './browser.ts'
import { ContentsIpc } from './contents-ipc.ts'
import { contentsEvents, errorCodes } from './contents-names.ts'
import type { FrameState, HostFrame } from './frames.ts'
import type { Going, Judgement, LoadFailure, Paused } from './navigation.ts'
import { type ConsoleLine, type OpenAsked, Page, type PageSink } from './page.ts'
import { settlePermissions } from './permissions.ts'
import { record } from './record.ts'
import { pageScripts } from './scripts.ts'
import type { Session } from './session.ts'
import { StorageCopy } from './session-storage.ts'
import { HostEmitter, newEvent, onlyOptions, strict } from './strict.ts'
import { encode } from './wire.ts'

type Covered = Pick<
  Electron.WebContents,
  | 'id'
  | 'getURL'
  | 'getTitle'
  | 'loadURL'
  | 'reload'
  | 'send'
  | 'setZoomFactor'
  | 'getZoomFactor'
  | 'setBackgroundThrottling'
  | 'setIgnoreMenuShortcuts'
  | 'forcefullyCrashRenderer'
  | 'isCrashed'
  | 'isDestroyed'
  | 'isLoading'
  | 'openDevTools'
  | 'closeDevTools'
  | 'setWindowOpenHandler'
  | 'focus'
  | 'isDevToolsOpened'
>
type OpenHandler = Parameters<Electron.WebContents['setWindowOpenHandler']>[0]

/** How a window's page is made. */
export interface ContentsParts {
  readonly session: Session
  readonly preload: string | undefined
  readonly arguments: readonly string[]
  readonly size: () => { width: number; height: number }
  /** What its window hears besides main. */
  readonly onFirstPaint: () => void
  readonly onTitle: (title: string) => void
}

const all = new Map<number, WebContents>()
let ids = 0
/** The running browser; set when the app is ready. */
export const running: { browser: Browser | null } = { browser: null }

export const allContents = (): readonly WebContents[] => [...all.values()]

export class WebContents extends HostEmitter implements Covered {
  readonly id: number
  readonly session: Session
  private readonly parts: ContentsParts
  private page: Page | null = null
  private opening: Promise<Page> | null = null
  private dead = false
  private crashed = false
  private painted = false
  private loading = false
  private zoom = 1
  private address = ''
  private name = ''
  private devTools = false
  private openHandler: OpenHandler = () => ({ action: 'allow' })
  private readonly ipc: ContentsIpc
  private readonly stored = new StorageCopy()

  constructor(parts: ContentsParts) {
    super(contentsEvents)
    ids += 1
    this.id = ids
    this.parts = parts
    this.session = parts.session
    this.ipc = new ContentsIpc(this, (error) => this.emit('preload-error', newEvent(), parts.preload, error))
    all.set(this.id, this)
    this.session.webRequest.onChange = () => {
      for (const each of all.values()) each.page?.navigation.halt(each.judges()).catch(() => undefined)
    }
    // Opened at once, as Electron does: the window has a frame before it loads anything.
    this.open().catch((error: unknown) => {
      if (!this.dead) throw error
    })
  }

  get mainFrame(): HostFrame {
    if (!this.page) throw new Error('electron host: the page is not open yet: it has no mainFrame')
    return this.page.frames.main.frame
  }
  getURL(): string {
    return this.address
  }
  getTitle(): string {
    return this.name
  }
  isDestroyed(): boolean {
    return this.dead
  }
  isCrashed(): boolean {
    return this.crashed
  }
  isLoading(): boolean {
    return this.loading
  }
  async loadURL(url: string, options?: Electron.LoadURLOptions): Promise<void> {
    onlyOptions('loadURL', options, [])
    const page = await this.open()
    const done = new Promise<void>((resolve) => {
      const finish = (): void => {
        this.off('did-finish-load', finish)
        this.off('did-fail-load', finish)
        this.off('destroyed', finish)
        resolve()
      }
      for (const event of ['did-finish-load', 'did-fail-load', 'destroyed']) this.on(event, finish)
    })
    this.loading = true
    const text = await page.navigation.load(url).catch((error: unknown) => {
      if (this.dead || page.gone) return 'net::ERR_FAILED'
      throw error
    })
    // One that was aborted has no page of its error.
    if (!text?.endsWith('ERR_ABORTED')) await done
    if (text !== null) throw this.loadError(text, url)
  }
  reload(): void {
    this.reopen(false).catch((error: unknown) => this.lost(error))
  }
  send(channel: string, ...args: unknown[]): void {
    this.ipc.emit(this.page, { channel, data: encode(args) }, [])
  }
  postMessage(channel: string, message: unknown, transfer: readonly unknown[] = []): void {
    this.ipc.emit(this.page, { channel, data: encode([message]) }, transfer)
  }
  setWindowOpenHandler(handler: OpenHandler): void {
    this.openHandler = handler
  }
  setZoomFactor(factor: number): void {
    if (!(factor > 0)) throw new Error("'zoomFactor' must be a double greater than 0.0")
    this.zoom = factor
    this.resized()
  }
  getZoomFactor(): number {
    return this.zoom
  }
  setBackgroundThrottling(allowed: boolean): void {
    record('background-throttling', { id: this.id, allowed })
  }
  setIgnoreMenuShortcuts(ignore: boolean): void {
    record('ignore-menu-shortcuts', { id: this.id, ignore })
  }
  focus(): void {
    record('contents-focus', this.id)
  }
  openDevTools(): void {
    this.devTools = true
    record('dev-tools', { id: this.id, open: true })
  }
  closeDevTools(): void {
    this.devTools = false
    record('dev-tools', { id: this.id, open: false })
  }
  isDevToolsOpened(): boolean {
    return this.devTools
  }
  forcefullyCrashRenderer(): void {
    this.page?.session.send('Page.crash').catch(() => undefined)
  }

  /** @internal What the page has stored is known for the page after it. */
  async noteStorage(): Promise<void> {
    if (this.page) await this.stored.read(this.page.session)
  }

  /** @internal The frames of the page that is open now. */
  frames(): readonly FrameState[] {
    return this.page?.frames.list() ?? []
  }
  /** @internal */
  currentPage(): Page | null {
    return this.page
  }
  /** @internal The size or zoom of its window changed. */
  resized(): void {
    const { width, height } = this.parts.size()
    const { zoom } = this
    const metrics = { width: Math.max(1, Math.round(width / zoom)), height: Math.max(1, Math.round(height / zoom)) }
    this.page?.session
      .send('Emulation.setDeviceMetricsOverride', { ...metrics, deviceScaleFactor: zoom, mobile: false })
      .catch(() => undefined)
  }
  /** @internal The theme of `nativeTheme` changed. */
  themed(scheme: 'dark' | 'light'): void {
    this.page?.session
      .send('Emulation.setEmulatedMedia', { features: [{ name: 'prefers-color-scheme', value: scheme }] })
      .catch(() => undefined)
  }
  /** @internal Its window is closed. */
  destroy(): void {
    if (this.dead) return
    this.dead = true
    this.page?.end()
    this.opening?.then((page) => page.end()).catch(() => undefined)
    all.delete(this.id)
    this.emit('destroyed', newEvent())
  }

  private open(): Promise<Page> {
    if (this.page && !this.page.gone) return Promise.resolve(this.page)
    this.opening ??= this.makePage().finally(() => {
      this.opening = null
    })
    return this.opening
  }
  private async makePage(): Promise<Page> {
    const { browser } = running
    if (!browser) throw new Error('Cannot create BrowserWindow before app is ready')
    const scripts = pageScripts(this.parts.preload, this.parts.arguments)
    const page = await Page.open({
      browser,
      scripts,
      sink: this.sink(),
      size: this.parts.size(),
      locale: app.getLocale(),
    })
    if (this.dead) {
      page.end()
      throw new Error('Object has been destroyed')
    }
    const old = this.page
    if (old) await this.stored.restore(page.session)
    await this.stored.follow(page.session)
    this.page = page
    this.crashed = false
    old?.end()
    this.resized()
    if (this.judges()) await page.navigation.halt(true)
    return page
  }
  private judges(): boolean {
    const { before, received } = this.session.webRequest
    return before !== null || received !== null
  }
  private async reopen(ignoreCache: boolean): Promise<void> {
    if (this.page && !this.page.gone) return this.page.navigation.reload(ignoreCache)
    if (this.address !== '') await this.loadURL(this.address)
  }
  private lost(error: unknown): void {
    // A window that was closed meanwhile, or a load that failed: `did-fail-load` told of it.
    if (!this.dead && !/ERR_/.test(String(error))) throw error
  }
  private loadError(text: string, url: string): Error {
    const code = text.replace('net::', '')
    return Object.assign(new Error(`${code} (${errorCodes[code] ?? -2}) loading '${url}'`), {
      code,
      errno: errorCodes[code] ?? -2,
      url,
    })
  }

  private sink(): PageSink {
    return {
      message: (message, frame, world) => this.ipc.received(this.page, message, { frame, world }),
      worldGone: (world) => this.ipc.worldGone(world),
      started: (going) => this.emit('did-start-navigation', this.goingEvent(going), ...this.oldStyle(going)),
      mayGo: (going, redirected) => this.mayGo(going, redirected),
      prepare: (frame, url) => this.prepare(frame, url),
      failed: (failure) => this.failed(failure),
      navigated: (going) => this.navigated(going),
      judge: (paused: Paused): Promise<Judgement | null> => this.session.judge(paused),
      opened: (details) => this.asksToOpen(details),
      certificate: (url, error) => this.trusts(url, error),
      domReady: () => this.emit('dom-ready', newEvent()),
      finished: () => this.finished(),
      title: (title) => {
        this.name = title
        this.parts.onTitle(title)
      },
      crashed: () => this.wentDown(),
      console: (line, frame) => this.logged(line, frame),
    }
  }
  private goingEvent({ url, isMainFrame, isSameDocument, frame }: Going) {
    return newEvent({ url, isMainFrame, isSameDocument, frame: frame.frame, initiator: null })
  }
  private oldStyle({ url, isMainFrame, isSameDocument, frame }: Going): unknown[] {
    return [url, isSameDocument, isMainFrame, frame.frame.processId, frame.frame.routingId]
  }
  private mayGo(going: Going, redirected: boolean): boolean {
    const ask = (name: string): boolean => {
      const event = this.goingEvent(going)
      this.emit(name, event, ...this.oldStyle(going))
      return !event.defaultPrevented
    }
    if (redirected) return ask('will-redirect')
    return ask('will-frame-navigate') && (!going.isMainFrame || ask('will-navigate'))
  }
  private async prepare(frame: FrameState, url: string): Promise<void> {
    // The handlers look at the frame: it is already where it goes to.
    const before = frame.url
    frame.url = url
    try {
      await settlePermissions(this.session, this, url)
    } finally {
      frame.url = before
    }
  }
  private navigated({ frame, url, isMainFrame, isSameDocument }: Going): void {
    if (isMainFrame) this.address = url
    if (isSameDocument) this.emit('did-navigate-in-page', newEvent(), url, isMainFrame)
    else {
      this.emit(
        'did-frame-navigate',
        newEvent(),
        url,
        200,
        '',
        isMainFrame,
        frame.frame.processId,
        frame.frame.routingId,
      )
      if (isMainFrame) this.emit('did-navigate', newEvent(), url, 200, '')
    }
  }
  private failed({ url, frame, text, isMainFrame }: LoadFailure): void {
    if (isMainFrame) {
      this.address = url
      this.loading = false
    }
    const code = text.replace('net::', '')
    const { processId, routingId } = frame.frame
    this.emit('did-fail-load', newEvent(), errorCodes[code] ?? -2, code, url, isMainFrame, processId, routingId)
  }
  private finished(): void {
    this.loading = false
    if (this.address === '' || this.address === 'about:blank') return
    this.emit('did-finish-load', newEvent())
    if (this.painted) return
    this.painted = true
    this.parts.onFirstPaint()
  }
  private asksToOpen(details: OpenAsked): void {
    const answer = this.openHandler({
      url: toMain(details.url),
      frameName: details.frameName,
      features: details.features,
      disposition: details.disposition,
      referrer: { url: '', policy: 'default' },
    } as Electron.HandlerDetails)
    record('window-open', { url: toMain(details.url), action: answer.action })
    if (answer.action !== 'deny') throw new Error('electron host: windows that pages open are not part of the host')
  }
  /** As electron_browser_client.cc: what nobody prevents is refused. */
  private trusts(url: string, error: string): boolean {
    let trusted = false
    const event = newEvent()
    const answer = (good: boolean): void => {
      trusted = good
    }
    const certificate = strict('Certificate', {})
    app.emit('certificate-error', event, this, toMain(url), error, certificate, answer, false)
    const goes = event.defaultPrevented && trusted
    record('certificate-error', { url: toMain(url), error, trusted: goes })
    return goes
  }
  private wentDown(): void {
    this.crashed = true
    this.loading = false
    const details = { reason: 'crashed', exitCode: 5 } as const
    this.emit('render-process-gone', newEvent(), details)
    app.emit('render-process-gone', newEvent(), this, details)
  }
  private logged(line: ConsoleLine, frame: FrameState): void {
    record('console', { id: this.id, level: line.level, message: line.message })
    const { message, level, lineNumber } = line
    const event = newEvent({ message, level, lineNumber, sourceId: toMain(line.sourceId), frame: frame.frame })
    this.emit('console-message', event)
  }
}
