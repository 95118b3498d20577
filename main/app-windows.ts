import { join } from 'node:path'
import { BrowserWindow, MessageChannelMain, screen } from 'electron'
import { deskOrigin } from '#shared/contract/host/desk-origin.ts'
import type { CallNote } from '#shared/contract/host/host-calls.ts'
import type { WindowKind } from '#shared/contract/host/host-names.ts'
import type { Clock } from '#shared/kit/clock.ts'
import { tellPages } from './bridge/host-news.ts'
import { createPhonePorts } from './windows/phone-ports.ts'
import { otherScreen, placed } from './windows/placement.rules.ts'
import { recoverPage } from './windows/recovery.ts'
import { windowOptions } from './windows/window-options.ts'
import { createWindowSet, type WindowSet } from './windows/window-set.ts'
import { type ZoomByKeys, zoomByKeys } from './windows/zoom-keys.ts'

export interface ShellWindowsParts extends ZoomByKeys {
  /** Folder of main.cjs, the preloads and the icons. */
  readonly folder: string
  readonly clock: Clock
  /** Whether closing the desk leaves it in the tray. */
  readonly keepInTray: () => boolean
  readonly onFocus: () => void
  /** The desk was closed and is not to stay in the tray. */
  readonly onCloseWanted: () => void
  /** What this page had open is nobody's now. */
  readonly onLeft: (kind: WindowKind, id: number) => void
  readonly note: (what: string, detail: string) => void
}

/** The windows of the program and what people do with them. */
export interface ShellWindows {
  readonly set: WindowSet
  /** Opens the phone and the desk; the desk is shown when it has something to show, unless it begins hidden. */
  start(hidden: boolean): void
  showDesk(): void
  openView(page: string, fullScreen: boolean): void
  /** Above all windows, without taking the focus. null: none. */
  toast(note: CallNote | null, place: { readonly x: number; readonly y: number }): void
  /** The toast's page is there and wants to know. */
  toastReady(): void
  /** Every page again: the backend is another one. */
  reload(): void
  closeViews(): void
  zoom(factor: number): void
  /** From now on closing means closing. */
  letClose(): void
}

const paths: { readonly [K in WindowKind]: string } = { desk: '/', phone: '/phone', toast: '/toast', view: '/view' }

/** Makes the windows; none is open until `start`. */
export function openShellWindows(parts: ShellWindowsParts): ShellWindows {
  const ports = createPhonePorts(() => new MessageChannelMain())
  let closing = false
  let toastNote: CallNote | null = null
  const set = createWindowSet({
    make: (options) => new BrowserWindow(options),
    options: (kind) => windowOptions(kind, parts.folder, join(parts.folder, 'icons', 'icon.png')),
    address: (path) => `${deskOrigin}${path}`,
    onLoaded(kind, contents) {
      if (kind === 'desk' || kind === 'view') contents.setZoomFactor(parts.zoom())
      if (kind === 'desk' || kind === 'phone') ports.loaded(kind, contents)
    },
    onLeft(kind, contents) {
      if (kind === 'desk' || kind === 'phone') ports.gone(kind)
      parts.onLeft(kind, contents.id)
    },
  })
  const open = (kind: WindowKind, hash = '', more = {}): BrowserWindow => {
    const window = set.open(kind, `${paths[kind]}${hash}`, more)
    window.removeMenu()
    if (kind === 'desk' || kind === 'view') zoomByKeys(window.webContents, parts)
    recoverPage(window, {
      clock: parts.clock,
      note: (what, reason) => parts.note(`${kind}-${what}`, reason),
      gaveUp: () => window.destroy(),
    })
    return window
  }
  const tellToast = (): void => {
    if (toastNote) tellPages(set.pages(), 'toast', toastNote)
  }
  const showDesk = (): void => {
    const desk = set.get('desk') ?? openDesk(false)
    if (desk.isMinimized()) desk.restore()
    desk.show()
    desk.focus()
  }
  const openDesk = (hidden: boolean): BrowserWindow => {
    const desk = open('desk')
    desk.once('ready-to-show', () => {
      if (!hidden) desk.show()
    })
    desk.on('focus', parts.onFocus)
    desk.on('blur', parts.onFocus)
    desk.on('hide', parts.onFocus)
    desk.on('close', (event) => {
      if (closing) return
      event.preventDefault()
      if (parts.keepInTray()) desk.hide()
      else parts.onCloseWanted()
    })
    return desk
  }

  return {
    set,
    showDesk,
    start(hidden) {
      open('phone')
      openDesk(hidden)
    },
    openView(page, fullScreen) {
      const areas = screen.getAllDisplays().map(({ workArea }) => workArea)
      const here = set.get('desk')?.getBounds() ?? { x: 0, y: 0, width: 0, height: 0 }
      const there = otherScreen(here, areas)
      const box = there ? placed({ ...there, width: Math.min(there.width, 1366) }, areas) : {}
      const view = open('view', `#/${page}`, box)
      view.once('ready-to-show', () => {
        view.show()
        if (fullScreen) view.setFullScreen(true)
      })
    },
    toast(note, place) {
      toastNote = note
      const window = set.get('toast') ?? (note ? open('toast') : undefined)
      if (!note || !window) return window?.hide()
      tellToast()
      const { width, height } = window.getBounds()
      window.setBounds({ ...place, width, height })
      window.setAlwaysOnTop(true, 'screen-saver')
      window.setVisibleOnAllWorkspaces(true)
      window.showInactive()
    },
    toastReady: tellToast,
    reload() {
      for (const kind of ['view', 'desk', 'phone'] as const)
        for (const window of set.all(kind)) window.webContents.reload()
    },
    closeViews() {
      for (const view of set.all('view')) view.close()
    },
    zoom(factor) {
      for (const kind of ['desk', 'view'] as const)
        for (const window of set.all(kind)) window.webContents.setZoomFactor(factor)
    },
    letClose() {
      closing = true
    },
  }
}
