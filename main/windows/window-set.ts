import type { BrowserWindow, BrowserWindowConstructorOptions, WebContents } from 'electron'
import type { WindowKind } from '#shared/contract/host/host-names.ts'

export interface WindowSetParts {
  readonly make: (options: BrowserWindowConstructorOptions) => BrowserWindow
  readonly options: (kind: WindowKind) => BrowserWindowConstructorOptions
  /** Address of a path of ours. */
  readonly address: (path: string) => string
  /** The page has loaded, for the first time or again. */
  readonly onLoaded: (kind: WindowKind, contents: WebContents) => void
  /** The page goes: it loads anew, crashed, or its window closed. */
  readonly onLeft: (kind: WindowKind, contents: WebContents) => void
}

/** The windows of the program, by kind; of `view` there may be several. */
export interface WindowSet {
  open(kind: WindowKind, path: string, more?: BrowserWindowConstructorOptions): BrowserWindow
  get(kind: WindowKind): BrowserWindow | undefined
  all(kind: WindowKind): readonly BrowserWindow[]
  kindOf(id: number): WindowKind | undefined
  /** Every page that can be told something. */
  pages(): { kind: WindowKind; contents: WebContents }[]
}

/** Makes an empty set. */
export function createWindowSet(parts: WindowSetParts): WindowSet {
  const open = new Map<number, { kind: WindowKind; window: BrowserWindow; contents: WebContents }>()
  const all = (kind: WindowKind): BrowserWindow[] =>
    [...open.values()].filter((each) => each.kind === kind).map(({ window }) => window)
  return {
    all,
    get: (kind) => all(kind)[0],
    kindOf: (id) => open.get(id)?.kind,
    pages: () => [...open.values()].map(({ kind, contents }) => ({ kind, contents })),
    open(kind, path, more = {}) {
      const window = parts.make({ ...parts.options(kind), ...more })
      const contents = window.webContents
      const { id } = contents
      // A page that can't be loaded says so by its own events; there is nobody to hand the rejection to.
      const load = (): void => void window.loadURL(parts.address(path)).catch(() => undefined)
      open.set(id, { kind, window, contents })
      contents.on('did-finish-load', () => parts.onLoaded(kind, contents))
      // Not at its start: a navigation that the guard prevents has started, and left nothing.
      contents.on('did-navigate', (_event, url) => {
        parts.onLeft(kind, contents)
        // Chromium asks nobody before about:blank. There is no bridge for it there; the window gets its page back.
        if (!url.startsWith(parts.address('/'))) load()
      })
      contents.on('render-process-gone', () => parts.onLeft(kind, contents))
      window.on('closed', () => {
        open.delete(id)
        parts.onLeft(kind, contents)
      })
      load()
      return window
    },
  }
}
