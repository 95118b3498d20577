/** A program that asks much of its system, for the host's own specs. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  app,
  BrowserWindow,
  dialog,
  globalShortcut,
  ipcMain,
  Menu,
  Notification,
  nativeImage,
  nativeTheme,
  net,
  powerMonitor,
  powerSaveBlocker,
  protocol,
  safeStorage,
  screen,
  session,
  shell,
  Tray,
  utilityProcess,
} from 'electron'

for (const word of process.argv) if (word.startsWith('--data=')) app.setPath('userData', word.slice(7))
protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges: { standard: true, secure: true } }])

const said: string[] = []
const secret = (): string => join(app.getPath('userData'), 'secret')

/** @returns what the child answers, and how it ended */
function askChild(text: string): Promise<unknown> {
  const child = utilityProcess.fork(join(__dirname, 'child.mjs'), ['one'], { serviceName: 'demo child' })
  return new Promise((resolve) => {
    let answer: unknown
    child.on('message', (message: unknown) => {
      answer = message
    })
    child.on('exit', (code) => resolve({ answer, code }))
    child.postMessage({ text })
  })
}

const calls: Record<string, (arg: string) => unknown> = {
  said: () => said,
  badge: (count) => app.setBadgeCount(Number(count)),
  shortcut: (keys) => globalShortcut.register(keys, () => said.push(`pressed ${keys}`)),
  external: (url) => shell.openExternal(url),
  block: () => powerSaveBlocker.stop(powerSaveBlocker.start('prevent-display-sleep')),
  box: async (message) => (await dialog.showMessageBox({ message, buttons: ['yes', 'no'] })).response,
  screens: () => screen.getAllDisplays().map(({ bounds }) => bounds),
  backend: () => safeStorage.getSelectedStorageBackend(),
  available: () => safeStorage.isAsyncEncryptionAvailable(),
  seal: async (text) => writeFileSync(secret(), await safeStorage.encryptStringAsync(text)),
  unseal: async () =>
    existsSync(secret()) ? (await safeStorage.decryptStringAsync(readFileSync(secret()))).result : null,
  child: askChild,
  fetch: async (url) => (await net.fetch(url)).text(),
  zoom: (factor) => BrowserWindow.getAllWindows()[0]?.webContents.setZoomFactor(Number(factor)),
  dark: () => nativeTheme.shouldUseDarkColors,
  notify(body) {
    const notification = new Notification({ title: 'demo', body })
    notification.on('click', () => said.push(`clicked ${body}`))
    notification.show()
  },
  watch() {
    session.defaultSession.webRequest.onBeforeRequest((details, answer) => {
      answer({ cancel: details.url.includes('/blocked') })
    })
    session.defaultSession.webRequest.onHeadersReceived((details, answer) => {
      answer({ responseHeaders: { ...details.responseHeaders, 'x-added': ['yes'] } })
    })
  },
}

app.whenReady().then(
  () => {
    session.defaultSession.protocol.handle('app', ({ url }) => {
      const { pathname } = new URL(url)
      if (pathname === '/broken') throw new Error('on purpose')
      return new Response('<title>system</title>', { headers: { 'content-type': 'text/html' } })
    })
    for (const [name, run] of Object.entries(calls)) ipcMain.handle(name, (_event, arg: string) => run(arg))
    for (const kind of ['suspend', 'resume', 'lock-screen'] as const)
      powerMonitor.on(kind as 'suspend', () => said.push(kind))
    const tray = new Tray(nativeImage.createEmpty())
    tray.setToolTip('demo tray')
    tray.on('click', () => said.push('tray'))
    tray.setContextMenu(
      Menu.buildFromTemplate([
        { label: 'Show', click: () => said.push('show') },
        { type: 'separator' },
        { label: 'More', submenu: [{ label: 'Inside', click: () => said.push('inside') }] },
      ]),
    )
    const window = new BrowserWindow({ webPreferences: { preload: join(__dirname, 'preload.cjs') } })
    window.webContents.on('did-fail-load', (_event, code, text) => said.push(`failed ${code} ${text}`))
    window.loadURL('app://demo/').catch(() => undefined)
    ipcMain.handle('load', (_event, url: string) =>
      window.loadURL(url).catch((error: Error) => said.push(error.message)),
    )
  },
  (error: unknown) => {
    throw error
  },
)
app.on('open-url', (_event, url) => said.push(`url ${url}`))
app.on('window-all-closed', () => undefined)
