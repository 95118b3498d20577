import type { Browser } from './browser.ts'
import type { CdpSession } from './cdp.ts'
import { type FrameState, FrameTree } from './frames.ts'
import { Navigation, type NavigationSink } from './navigation.ts'
import { bindingName, type FromWorld, receiverName, type ToWorld, worldName } from './world-messages.ts'

export interface ConsoleLine {
  readonly level: 'info' | 'warning' | 'error' | 'debug'
  readonly message: string
  readonly lineNumber: number
  readonly sourceId: string
}

/** Whom a page tells what happens in it. */
export interface PageSink extends NavigationSink {
  message(message: FromWorld, frame: FrameState, world: string): void
  /** A document went, with its worlds and its ports. */
  worldGone(world: string): void
  opened(details: OpenAsked): void
  /** A server's certificate is not one the system trusts. @returns whether it is good all the same */
  certificate(url: string, error: string): boolean
  domReady(): void
  finished(): void
  title(title: string): void
  crashed(): void
  console(line: ConsoleLine, frame: FrameState): void
}
export interface OpenAsked {
  readonly url: string
  readonly frameName: string
  readonly features: string
  readonly disposition: 'default' | 'foreground-tab' | 'background-tab' | 'new-window' | 'other'
}

export interface PageParts {
  readonly browser: Browser
  readonly sink: PageSink
  readonly scripts: { readonly main: string; readonly world: string }
  readonly size: { readonly width: number; readonly height: number }
  readonly locale: string
}

let processes = 1000
const levels = { debug: 'debug', log: 'info', info: 'info', warning: 'warning', error: 'error' } as const

/** A page of Chromium behind one `webContents`, from its opening to its crash or end. */
export class Page {
  readonly frames: FrameTree
  readonly session: CdpSession
  readonly targetId: string
  readonly navigation: Navigation
  private readonly sink: PageSink
  private readonly contexts = new Map<number, { world: string; frameId: string }>()
  private readonly browser: Browser
  private stopJudging: () => void = () => undefined
  gone = false

  private constructor(parts: PageParts, made: { session: CdpSession; targetId: string }) {
    processes += 1
    this.browser = parts.browser
    this.session = made.session
    this.targetId = made.targetId
    this.sink = parts.sink
    this.frames = new FrameTree(processes)
    this.navigation = new Navigation(this.session, this.frames, parts.sink)
  }

  static async open(parts: PageParts): Promise<Page> {
    const page = new Page(parts, await parts.browser.newPage(parts.size))
    const { session } = page
    page.listen()
    page.frames.attach(page.targetId, null)
    page.stopJudging = parts.browser.judgeDocuments((paused) => page.navigation.document(paused))
    const ask = [
      session.send('Page.enable'),
      session.send('Inspector.enable'),
      session.send('Security.enable'),
      session.send('Security.setOverrideCertificateErrors', { override: true }),
      session.send('Runtime.enable'),
      session.send('Runtime.addBinding', { name: bindingName, executionContextName: worldName }),
      session.send('Page.addScriptToEvaluateOnNewDocument', { source: parts.scripts.main }),
      session.send('Page.addScriptToEvaluateOnNewDocument', { source: parts.scripts.world, worldName }),
      session.send('Emulation.setFocusEmulationEnabled', { enabled: true }),
      session.send('Emulation.setLocaleOverride', { locale: parts.locale }),
    ]
    const halted = session.send('Runtime.runIfWaitingForDebugger')
    await Promise.all([...ask, halted])
    return page
  }

  /** To a world of this page; lost when its document has gone. */
  tell(world: string, message: ToWorld): void {
    const expression = `${receiverName}(${JSON.stringify(JSON.stringify(message))})`
    this.session.send('Runtime.evaluate', { expression, uniqueContextId: world }).catch(() => undefined)
  }

  /** Worlds end here, also when Chromium has no time to say so. */
  end(): void {
    if (this.gone) return
    this.gone = true
    this.stopJudging()
    this.dropWorlds()
    this.browser.closePage(this.targetId)
  }

  private dropWorlds(frameId?: string): void {
    for (const [id, context] of this.contexts) {
      if (frameId !== undefined && context.frameId !== frameId) continue
      this.contexts.delete(id)
      const frame = this.frames.get(context.frameId)
      if (frame?.world === context.world) frame.world = null
      this.sink.worldGone(context.world)
    }
  }

  private listen(): void {
    const { session, frames, sink, navigation } = this
    session.on('Page.frameAttached', ({ frameId, parentFrameId }) => frames.attach(frameId, parentFrameId))
    session.on('Page.frameDetached', ({ frameId, reason }) => {
      if (reason === 'swap') return
      this.dropWorlds(frameId)
      frames.detach(frameId)
    })
    session.on('Page.frameNavigated', ({ frame }) => {
      const state = frames.attach(frame.id, frame.parentId ?? null)
      state.url = frame.unreachableUrl ?? frame.url + (frame.urlFragment ?? '')
      state.name = frame.name ?? ''
      navigation.committed(state, frame.unreachableUrl ?? null)
    })
    session.on('Page.navigatedWithinDocument', ({ frameId, url }) => {
      const state = frames.get(frameId)
      if (!state) return
      state.url = url
      navigation.within(state)
    })
    session.on('Runtime.executionContextCreated', ({ context }) => {
      const aux = context.auxData as { frameId?: string; type?: string } | undefined
      if (context.name !== worldName || aux?.type !== 'isolated' || aux.frameId === undefined) return
      this.contexts.set(context.id, { world: context.uniqueId, frameId: aux.frameId })
      const state = frames.get(aux.frameId)
      if (state) state.world = context.uniqueId
    })
    session.on('Runtime.executionContextDestroyed', ({ executionContextId }) => {
      const context = this.contexts.get(executionContextId)
      if (!context) return
      this.contexts.delete(executionContextId)
      const frame = frames.get(context.frameId)
      if (frame?.world === context.world) frame.world = null
      sink.worldGone(context.world)
    })
    session.on('Runtime.executionContextsCleared', () => this.dropWorlds())
    session.on('Runtime.bindingCalled', ({ name, payload, executionContextId }) => {
      const context = this.contexts.get(executionContextId)
      const frame = context && frames.get(context.frameId)
      if (name !== bindingName || !context || !frame) return
      sink.message(JSON.parse(payload) as FromWorld, frame, context.world)
    })
    session.on('Page.windowOpen', ({ url, windowName, windowFeatures }) =>
      sink.opened({ url, frameName: windowName, features: windowFeatures.join(','), disposition: 'foreground-tab' }),
    )
    session.on('Security.certificateError', ({ eventId, errorType, requestURL }) => {
      const action = sink.certificate(requestURL, errorType) ? 'continue' : 'cancel'
      session.send('Security.handleCertificateError', { eventId, action }).catch(() => undefined)
    })
    session.on('Page.domContentEventFired', () => {
      if (!navigation.failed) sink.domReady()
    })
    session.on('Page.loadEventFired', () => {
      if (navigation.failed) return
      this.readTitle()
      sink.finished()
    })
    session.on('Inspector.targetCrashed', () => {
      this.gone = true
      this.stopJudging()
      this.dropWorlds()
      sink.crashed()
    })
    session.on('Runtime.consoleAPICalled', ({ type, args, stackTrace }) => {
      const [at] = stackTrace?.callFrames ?? []
      const message = args.map((each) => String(each.value ?? each.description ?? each.type)).join(' ')
      const level = levels[type as keyof typeof levels] ?? 'info'
      sink.console({ level, message, lineNumber: at?.lineNumber ?? 0, sourceId: at?.url ?? '' }, frames.main)
    })
    session.on('Runtime.exceptionThrown', ({ exceptionDetails: { text, exception, lineNumber, url } }) => {
      const message = `${text} ${exception?.description ?? ''}`.trim()
      sink.console({ level: 'error', message, lineNumber, sourceId: url ?? '' }, frames.main)
    })
    // A page waits for its dialog, and nobody sees it.
    session.on('Page.javascriptDialogOpening', () => {
      session.send('Page.handleJavaScriptDialog', { accept: false }).catch(() => undefined)
    })
  }

  private readTitle(): void {
    this.session
      .send('Runtime.evaluate', { expression: 'document.title', returnByValue: true })
      .then(({ result }) => this.sink.title(String(result.value ?? '')))
      .catch(() => undefined)
  }
}
