import { toMain, toPage } from './addresses.ts'
import { CdpError, type CdpSession, type Protocol } from './cdp.ts'
import type { FrameState, FrameTree } from './frames.ts'

export interface Going {
  readonly frame: FrameState
  /** Main's address. */
  readonly url: string
  readonly isMainFrame: boolean
  readonly isSameDocument: boolean
}
export interface LoadFailure {
  readonly url: string
  readonly frame: FrameState
  readonly text: string
  readonly isMainFrame: boolean
}

/** A request as `session.webRequest` may judge it. */
export type Paused = Protocol.Fetch.requestPausedPayload

export interface NavigationSink {
  started(going: Going): void
  /** A page wants to go somewhere. @returns whether it may */
  mayGo(going: Going, redirected: boolean): boolean
  /** Before a document of a main frame is asked for. */
  prepare(frame: FrameState, url: string): Promise<void>
  failed(failure: LoadFailure): void
  navigated(going: Going): void
  /** Of `webRequest`; null: let it pass. */
  judge(paused: Paused): Promise<Judgement | null>
  opened(details: { url: string; frameName: string; features: string; disposition: 'background-tab' }): void
}
export type Judgement =
  | { readonly cancel: true }
  | { readonly redirect: string }
  | { readonly headers: readonly { name: string; value: string }[]; readonly status: number }

/** Halts each document before it is asked for, so that a navigation that main prevents never reaches the network. */
export class Navigation {
  /** The document shown is Chromium's own page of an error. */
  failed = false
  private readonly session: CdpSession
  private readonly frames: FrameTree
  private readonly sink: NavigationSink
  /** Addresses main itself asked for: they are not judged. */
  private readonly own = new Set<string>()
  /** The answer to main's last load, until the page of its error has been told of. */
  private ownLoad: { readonly address: string; readonly answer: Promise<string | null> } | null = null

  constructor(session: CdpSession, frames: FrameTree, sink: NavigationSink) {
    this.session = session
    this.frames = frames
    this.sink = sink
    session.on('Fetch.requestPaused', (paused) => {
      this.paused(paused).catch((error: unknown) => {
        if (!(error instanceof CdpError)) throw error
      })
    })
    session.on('Page.frameRequestedNavigation', ({ frameId, url, disposition }) => {
      const frame = frames.get(frameId)
      if (!frame) return
      if (disposition !== 'currentTab') sink.opened({ url, frameName: '', features: '', disposition: 'background-tab' })
      else if (!/^https?:/.test(url)) this.besideNetwork(frame, url)
    })
  }

  /** Halts every request, for `webRequest`. */
  async halt(on: boolean): Promise<void> {
    const patterns = (['Request', 'Response'] as const).map((requestStage) => ({ urlPattern: 'http*', requestStage }))
    await (on ? this.session.send('Fetch.enable', { patterns }) : this.session.send('Fetch.disable'))
  }

  /** Main's own loading. Resolves when the document is committed or refused. @returns why it failed; null: it did not */
  async load(url: string): Promise<string | null> {
    const address = toPage(url)
    this.own.add(withoutHash(address))
    const asked = this.session.send('Page.navigate', { url: address }).then(({ errorText }) => errorText || null)
    this.ownLoad = { address: withoutHash(address), answer: asked }
    try {
      return await asked
    } finally {
      this.own.delete(withoutHash(address))
    }
  }

  async reload(ignoreCache: boolean): Promise<void> {
    this.own.add(withoutHash(this.frames.main.url))
    await this.session.send('Page.reload', { ignoreCache })
  }

  committed(frame: FrameState, unreachable: string | null): void {
    const isMainFrame = frame.parentId === null
    if (isMainFrame) this.failed = unreachable !== null
    const url = toMain(frame.url)
    if (unreachable !== null) {
      // Why is known to the answer of `Page.navigate` alone, which comes before or after.
      const own = isMainFrame && this.ownLoad?.address === withoutHash(frame.url) ? this.ownLoad.answer : null
      if (own) this.ownLoad = null
      const why = own ?? Promise.resolve(null)
      const tell = (text: string | null) =>
        this.sink.failed({ url, frame, isMainFrame, text: text ?? 'net::ERR_FAILED' })
      why.then(tell, () => tell(null))
      return
    }
    this.sink.navigated({ frame, url, isMainFrame, isSameDocument: false })
  }

  within(frame: FrameState): void {
    const going = { frame, url: toMain(frame.url), isMainFrame: frame.parentId === null, isSameDocument: true }
    this.sink.started(going)
    this.sink.navigated(going)
  }

  /** blob:, data:, mailto: and the like are never asked of a network; the page is stopped instead. */
  private besideNetwork(frame: FrameState, url: string): void {
    if (/^(javascript|about):/.test(url)) return
    const going = { frame, url, isMainFrame: frame.parentId === null, isSameDocument: false }
    this.sink.started(going)
    if (this.sink.mayGo(going, false)) return
    this.session.send('Page.stopLoading').catch(() => undefined)
  }

  private async paused(paused: Paused): Promise<void> {
    const { requestId } = paused
    const judged = await this.sink.judge(paused)
    if (judged === null) await this.session.send('Fetch.continueRequest', { requestId })
    else if ('cancel' in judged)
      await this.session.send('Fetch.failRequest', { requestId, errorReason: 'BlockedByClient' })
    else if ('redirect' in judged) await this.session.send('Fetch.continueRequest', { requestId, url: judged.redirect })
    else
      await this.session.send('Fetch.continueResponse', {
        requestId,
        responseCode: judged.status,
        responseHeaders: [...judged.headers],
      })
  }

  /** Whether a document may be asked for; null: it is none of this page's frames. */
  document(paused: Paused): Promise<boolean> | null {
    const frame = this.frames.get(paused.frameId)
    return frame ? this.goes(paused, frame) : null
  }
  private async goes(paused: Paused, frame: FrameState): Promise<boolean> {
    const url = toMain(paused.request.url + (paused.request.urlFragment ?? ''))
    const isMainFrame = frame.parentId === null
    const redirected = paused.redirectedRequestId !== undefined
    const going = { frame, url, isMainFrame, isSameDocument: false }
    const own = isMainFrame && this.own.delete(withoutHash(paused.request.url))
    if (!redirected) this.sink.started(going)
    if (!own && !this.sink.mayGo(going, redirected)) return false
    if (isMainFrame) await this.sink.prepare(frame, url)
    return true
  }
}

const withoutHash = (url: string): string => url.split('#', 1)[0] ?? ''
