import type { CdpSession } from './cdp.ts'

/** A tab's sessionStorage, for the page that follows one that crashed: to Chromium it is another tab, to Electron the same. */
export class StorageCopy {
  private readonly origins = new Map<string, Map<string, string>>()

  /** Keeps up with a page. */
  async follow(session: CdpSession): Promise<void> {
    const place = (id: { securityOrigin?: string; storageKey?: string }) => this.of(id.storageKey ?? id.securityOrigin)
    session.on('DOMStorage.domStorageItemAdded', ({ storageId, key, newValue }) => {
      if (!storageId.isLocalStorage) place(storageId).set(key, newValue)
    })
    session.on('DOMStorage.domStorageItemUpdated', ({ storageId, key, newValue }) => {
      if (!storageId.isLocalStorage) place(storageId).set(key, newValue)
    })
    session.on('DOMStorage.domStorageItemRemoved', ({ storageId, key }) => {
      if (!storageId.isLocalStorage) place(storageId).delete(key)
    })
    session.on('DOMStorage.domStorageItemsCleared', ({ storageId }) => {
      if (!storageId.isLocalStorage) place(storageId).clear()
    })
    await session.send('DOMStorage.enable')
  }

  /** Asks the page itself: news of what it stored comes a little later, and in Electron no crash is that quick. */
  async read(session: CdpSession): Promise<void> {
    const expression = 'JSON.stringify([location.origin, Object.entries(sessionStorage)])'
    const { result } = await session.send('Runtime.evaluate', { expression, returnByValue: true })
    // A page without an origin has no storage.
    if (typeof result.value !== 'string') return
    const [origin, items] = JSON.parse(result.value) as [string, [string, string][]]
    const known = this.of(origin)
    known.clear()
    for (const [key, value] of items) known.set(key, value)
  }

  private of(key: string | undefined): Map<string, string> {
    const origin = (key ?? '').replace(/\/$/, '')
    const known = this.origins.get(origin) ?? new Map<string, string>()
    this.origins.set(origin, known)
    return known
  }

  /** Gives what it has to the first document of a new page, and to no later one. */
  async restore(session: CdpSession): Promise<void> {
    const all = Object.fromEntries([...this.origins].map(([origin, items]) => [origin, [...items]]))
    const source = `for (const [key, value] of (${JSON.stringify(all)})[location.origin] ?? []) sessionStorage.setItem(key, value)`
    const { identifier } = await session.send('Page.addScriptToEvaluateOnNewDocument', { source })
    let given = false
    session.on('Page.domContentEventFired', () => {
      if (given) return
      given = true
      session.send('Page.removeScriptToEvaluateOnNewDocument', { identifier }).catch(() => undefined)
    })
  }
}
