import type { Page } from '@playwright/test'

declare global {
  interface Window {
    /** Put there by `countContexts`: AudioContexts made since the page was loaded. */
    audioContexts?: number
  }
}

/** What a page holds after everything that can go is gone. */
export interface PageToll {
  readonly peerConnections: number
  readonly audioNodes: number
  readonly domNodes: number
  readonly listeners: number
  readonly heapBytes: number
}

/** Counts the page's AudioContexts from its beginning. */
export const countContexts = (page: Page): Promise<unknown> =>
  page.addInitScript(() => {
    window.audioContexts = 0
    const Native = window.AudioContext
    window.AudioContext = class extends Native {
      constructor(options?: AudioContextOptions) {
        super(options)
        window.audioContexts = (window.audioContexts ?? 0) + 1
      }
    }
  })

/** Weighs a page through DevTools, each time after a garbage collection. */
export async function openScales(page: Page): Promise<() => Promise<PageToll>> {
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable')
  await session.send('HeapProfiler.enable')
  return async () => {
    // What the first one frees may hold more by a finaliser.
    await session.send('HeapProfiler.collectGarbage')
    await session.send('HeapProfiler.collectGarbage')
    const { metrics } = await session.send('Performance.getMetrics')
    const of = (name: string) => {
      const found = metrics.find((metric) => metric.name === name)
      if (!found) throw new Error(`The browser does not count ${name}.`)
      return found.value
    }
    return {
      peerConnections: of('RTCPeerConnections'),
      audioNodes: of('AudioHandlers'),
      domNodes: of('Nodes'),
      listeners: of('JSEventListeners'),
      heapBytes: of('JSHeapUsedSize'),
    }
  }
}
