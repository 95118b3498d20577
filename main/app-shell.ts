import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { app, ipcMain, safeStorage, session, shell } from 'electron'
import { type Base, fetchByNet, openBase } from './app-base.ts'
import { hostHandlers } from './app-handlers.ts'
import { openOutside } from './app-outside.ts'
import { guardQuit } from './app-quit.ts'
import { followSite, holdAddresses, keepAsking } from './app-site.ts'
import { openTrial } from './app-trial.ts'
import { openUpdates } from './app-updates.ts'
import { openShellWindows, type ShellWindows } from './app-windows.ts'
import { openBridge } from './bridge/host-calls.ts'
import { tellPages } from './bridge/host-news.ts'
import { guardContents } from './guard/guard-contents.ts'
import type { OnRefused } from './guard/guard-note.ts'
import { guardSession } from './guard/guard-session.ts'
import type { Start } from './guard/switches.rules.ts'
import { createJournals, type Journals } from './journal/create-journals.ts'
import { systemClock } from './kit/system-clock.ts'
import { createLinks, type Links } from './links/create-links.ts'
import { takeSchemes } from './links/take-schemes.ts'
import { pagePaths } from './pages/page-path.rules.ts'
import { servePages } from './pages/pages.ts'
import type { AddressesInForce } from './settings/addresses-in-force.ts'
import { wholeFile } from './settings/whole-file.ts'
import { createVault } from './vault/create-vault.ts'

/** A call that is hung up at the end has this long to be over, ms. */
const farewellMs = 2000
/** The site's server may tell another backend; the first window waits so long for it, ms. */
const remoteMs = 2000
/** Folder of main.cjs, the preloads and the icons. */
const folder = __dirname

/**
 * The backend and its edges are in the hall's own network or on this computer, for which Chromium wants a permission; the pages' policy names the
 * servers they may reach. The wall asks for the full screen.
 */
const further = ['local-network', 'local-network-access', 'loopback-network', 'fullscreen'] as const

async function guardPages(base: Base, force: AddressesInForce): Promise<void> {
  const { settings, log } = base
  const onRefused: OnRefused = (what, detail) => log.warn('refused', { what, detail })
  guardContents(app, { pages: pagePaths, onRefused })
  // Electron would show the first certificate of the store to any server that asks.
  app.on('select-client-certificate', (event) => event.preventDefault())
  await guardSession(session.defaultSession, { proxy: settings.site().proxy, further, onRefused })
  followSite(base)
  servePages(session.defaultSession, {
    root: join(folder, '..', 'renderer'),
    backend: () => force.now().backend,
    edges: () => force.now().edges,
    fetch: fetchByNet,
  })
}

function openWindows(base: Base, journals: Journals, hear: { focus(): void; deskLeft(): void }): ShellWindows {
  const { settings, log, onError } = base
  const windows: ShellWindows = openShellWindows({
    folder,
    clock: systemClock,
    zoom: () => settings.user().settings.zoom,
    // One the site has set stays: the answer says so to nobody.
    onZoom: (zoom) => void settings.change({ zoom }),
    keepInTray: () => settings.user().settings.closeToTray,
    onFocus: () => hear.focus(),
    onCloseWanted: () => app.quit(),
    onLeft(kind, id) {
      if (kind === 'desk') hear.deskLeft()
      void journals.release(id).catch(onError('journal-release'))
    },
    note: (what, detail) => log.warn(what, { detail }),
  })
  return windows
}

/** Links of other programs, of this start and of later ones. */
function followLinks({ news, log, settings }: Base, windows: ShellWindows): Links {
  const links = createLinks({
    tell: (link) => tellPages(windows.set.pages(), 'deepLink', link),
    show: windows.showDesk,
    refused: (reason) => log.warn('link-refused', { reason }),
  })
  takeSchemes({ app, packaged: app.isPackaged, telephone: settings.site().telephoneLinks })
  news.onSeat(({ state }) => links.ready(state !== 'signed-out'))
  app.on('open-url', (event, url) => {
    event.preventDefault()
    links.follow(url)
  })
  app.on('second-instance', (_event, line) => {
    windows.showDesk()
    links.followLine(line)
  })
  app.on('activate', windows.showDesk)
  return links
}

/** Opens the program: the walls first, then the bridge, then the windows. */
export async function runShell(start: Start): Promise<void> {
  const base = openBase()
  const { settings, news, log, onError } = base
  const journals = createJournals({ folder: join(base.userData, 'journal') })
  const file = wholeFile(join(base.userData, 'sign-in'))
  const vault = createVault({ safeStorage, platform: process.platform, file })
  let reload = (): void => undefined
  const force = holdAddresses(base, () => reload())
  await guardPages(base, force)
  await Promise.race([settings.refresh(), new Promise((resolve) => systemClock.after(remoteMs, () => resolve(null)))])
  const windows = openWindows(base, journals, {
    focus: () => outside.focusChanged(),
    deskLeft: () => links.ready(false),
  })
  reload = windows.reload
  keepAsking(base)
  const setBackend = (origin: string | null): void => force.atOnce(() => settings.setBackend(origin))
  const trial = openTrial(base, { out: join(folder, '..'), setBackend })
  const end = async (): Promise<void> => {
    await Promise.allSettled([journals.close(), trial.stop()])
    log.close()
  }
  const updates = openUpdates(base, windows, async () => {
    windows.letClose()
    await end()
  })
  const outside = openOutside(base, windows, join(folder, 'icons'))
  const links = followLinks(base, windows)
  const canTry = existsSync(join(folder, '..', 'trial', 'trial.mjs'))
  const handlers = hostHandlers({
    log,
    journals,
    vault,
    settings,
    windows,
    tellSeat(note) {
      news.tellSeat(note)
      if (note.state !== 'signed-out') tellPages(windows.set.pages(), 'update', updates.news())
    },
    tellCall: news.tellCall,
    openExternal: (url) => shell.openExternal(url),
    facts: async () => ({
      platform: process.platform === 'win32' || process.platform === 'darwin' ? process.platform : 'linux',
      version: app.getVersion(),
      backend: force.now().backend,
      canTry,
      trying: trial.running(),
      keyring: await vault.keyring(),
    }),
    async tryIt() {
      const started = await trial.start()
      if (started.ok) setBackend(started.value.backend)
      return started.ok
    },
    installUpdate: updates.install,
    toastAct: outside.toastAct,
    takenKeys: outside.takenKeys,
  })
  openBridge({
    ipc: ipcMain,
    kindOf: windows.set.kindOf,
    handlers,
    onError: (error, call) => onError(`call-${call}`)(error),
    onRefused: (call, reason) => log.warn('call-refused', { call, reason }),
  })
  guardQuit({
    t: base.t,
    callUp: () => news.call.phase !== 'none',
    unsent: () => news.seat.unsent,
    async hangUp() {
      tellPages(windows.set.pages(), 'act', { act: news.call.phase === 'ringing' ? 'reject' : 'hang-up' })
      await news.callOver(systemClock, farewellMs)
    },
    letClose: windows.letClose,
    end,
  })
  links.followLine(start.others)
  windows.start(start.hidden)
}
