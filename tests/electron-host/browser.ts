import { join } from 'node:path'
import { knownSchemes } from './addresses.ts'
import { CdpError, type CdpSession, type Protocol } from './cdp.ts'
import { type Chromium, startChromium } from './chromium.ts'
import { type SchemeHandler, serveSchemes } from './scheme-server.ts'

export type PausedRequest = Protocol.Fetch.requestPausedPayload
/** Judges a document before it is asked for; null: the frame is not one of its own. */
export type DocumentJudge = (paused: PausedRequest) => Promise<boolean> | null

/** Chromium, with the server of our schemes behind it. */
export interface Browser {
  readonly chromium: Chromium
  /** A new page, halted before its first request. */
  newPage(size: { width: number; height: number }): Promise<{ session: CdpSession; targetId: string }>
  closePage(targetId: string): void
  /** @returns what ends it */
  judgeDocuments(judge: DocumentJudge): () => void
  close(): Promise<void>
}

export interface BrowserParts {
  /** The program's own folder. */
  readonly userData: string
  readonly switches: ReadonlyMap<string, string>
  readonly locale: string
  readonly handlerOf: (scheme: string) => SchemeHandler | undefined
  /** Chromium ended without being asked to. */
  readonly onGone: () => void
}

export async function openBrowser(parts: BrowserParts): Promise<Browser> {
  const { port, server } = await serveSchemes(parts.handlerOf)
  const chromium = await startChromium({
    profile: join(parts.userData, 'host-chromium'),
    switches: parts.switches,
    locale: parts.locale,
    resolver: knownSchemes()
      .map((scheme) => `MAP *.${scheme}.localhost 127.0.0.1:${port}`)
      .join(', '),
  })
  const { cdp } = chromium
  const attached = new Map<string, (sessionId: string) => void>()
  const arrived = new Map<string, string>()
  const own = new Set<string>()
  const making = new Set<Promise<unknown>>()
  let closing = false
  cdp.on('Target.attachedToTarget', ({ sessionId, targetInfo }) => {
    const { targetId } = targetInfo
    arrived.set(targetId, sessionId)
    attached.get(targetId)?.(sessionId)
    // A page nobody made is a popup: it is halted before its first request, and ends here. Let go first: it may share its opener's thread, and a
    // page that is closed while it waits for its debugger can leave the opener waiting too.
    Promise.allSettled([...making]).then(() => {
      if (own.has(targetId)) return
      cdp
        .session(sessionId)
        .send('Runtime.runIfWaitingForDebugger')
        .catch(() => undefined)
      cdp.send('Target.closeTarget', { targetId }).catch(() => undefined)
    }, undefined)
  })
  const filter = [{ type: 'page' }, { exclude: true }]
  await cdp.send('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: true, flatten: true, filter })
  const judges = new Set<DocumentJudge>()
  cdp.on('Fetch.requestPaused', (paused) => {
    const { requestId } = paused
    const judged = [...judges].map((judge) => judge(paused)).find((each) => each !== null)
    // A frame nobody knows is a popup's.
    const settle = (may: boolean) =>
      may
        ? cdp.send('Fetch.continueRequest', { requestId })
        : cdp.send('Fetch.failRequest', { requestId, errorReason: 'Aborted' })
    Promise.resolve(judged ?? false)
      .then(settle)
      .catch((error: unknown) => {
        // A page that went meanwhile is no fault; a listener of main that threw is.
        if (!(error instanceof CdpError)) throw error
      })
  })
  const document = { urlPattern: '*', resourceType: 'Document', requestStage: 'Request' } as const
  await cdp.send('Fetch.enable', { patterns: [document] })
  cdp.closed.then(() => {
    if (!closing) parts.onGone()
  }, undefined)

  return {
    chromium,
    async newPage({ width, height }) {
      const made = cdp
        .send('Target.createTarget', { url: 'about:blank', newWindow: true, width, height })
        .then((target) => {
          own.add(target.targetId)
          return target.targetId
        })
      making.add(made)
      const targetId = await made.finally(() => making.delete(made))
      const known = arrived.get(targetId)
      const sessionId = known ?? (await new Promise<string>((resolve) => attached.set(targetId, resolve)))
      return { session: cdp.session(sessionId), targetId }
    },
    closePage(targetId) {
      cdp.send('Target.closeTarget', { targetId }).catch(() => undefined)
    },
    judgeDocuments(judge) {
      judges.add(judge)
      return () => judges.delete(judge)
    },
    async close() {
      closing = true
      await chromium.close()
      server.closeAllConnections()
      server.close()
    },
  }
}
