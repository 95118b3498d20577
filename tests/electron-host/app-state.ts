/** Windows that are open, for quitting; window.ts keeps it. */
export interface Closable {
  close(): void
  destroy(): void
}
export const openWindows = new Set<Closable>()

/** Set by quit.ts; called by a window that closed, or whose closing was prevented. */
export const quitting = {
  windowClosed: (): void => undefined,
  closeCancelled: (): void => undefined,
}
