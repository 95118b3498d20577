/** A small program for the host's own specs: two windows, a few calls, the usual walls. Switches in `DEMO` turn single walls off. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as electron from 'electron'
import { app, BrowserWindow, ipcMain, MessageChannelMain, protocol, session } from 'electron'

const origin = 'app://demo'
const demo = new Set((process.env.DEMO ?? '').split(','))
const folder = __dirname
const said: string[] = []
const say = (line: string): void => {
  said.push(line)
}

for (const word of process.argv) if (word.startsWith('--data=')) app.setPath('userData', word.slice(7))
if (!app.requestSingleInstanceLock({ hello: 'from the second' })) app.quit()
app.enableSandbox()
protocol.registerSchemesAsPrivileged([
  { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } },
])

const policy = `default-src 'none'; script-src 'self'; connect-src app://demo; frame-src *; media-src 'self'; worker-src 'self'`
const types: Record<string, string> = { html: 'text/html; charset=utf-8', js: 'text/javascript' }

async function serve(request: Request): Promise<Response> {
  const { pathname, href } = new URL(request.url)
  if (pathname === '/echo')
    return Response.json({
      url: href,
      method: request.method,
      origin: request.headers.get('origin'),
      body: await request.text(),
    })
  const file = pathname.includes('.') ? pathname.slice(1) : 'page.html'
  const type = types[file.split('.').at(-1) ?? ''] ?? 'application/octet-stream'
  return new Response(readFileSync(join(folder, file)), {
    headers: { 'content-type': type, 'content-security-policy': policy },
  })
}

function guard(window: BrowserWindow): void {
  const { webContents } = window
  webContents.setWindowOpenHandler(({ url }) => {
    say(`open ${url}`)
    return { action: 'deny' }
  })
  webContents.on('did-start-navigation', ({ url, isMainFrame }) => say(`start ${isMainFrame} ${url}`))
  webContents.on('will-navigate', (event, url) => {
    say(`navigate ${url}`)
    event.preventDefault()
  })
  webContents.session.on('will-download', (event, item) => {
    say(`download ${item.getURL()}`)
    event.preventDefault()
  })
  webContents.on('render-process-gone', (_event, { reason }) => say(`gone ${reason}`))
  webContents.on('did-finish-load', () => say(`finished ${webContents.getURL()}`))
}

const open = (path: string): BrowserWindow => {
  const window = new BrowserWindow({
    show: false,
    title: path,
    webPreferences: { preload: join(folder, 'preload.cjs'), sandbox: true, contextIsolation: true },
  })
  guard(window)
  window.once('ready-to-show', () => window.show())
  window.loadURL(`${origin}${path}`).catch((error: unknown) => say(`not loaded: ${String(error)}`))
  return window
}

function vetoes(first: BrowserWindow): void {
  let left = demo.has('veto') ? 1 : 0
  first.on('close', (event) => {
    say('close')
    if (left === 0) return
    left -= 1
    event.preventDefault()
  })
  app.on('before-quit', () => say('before-quit'))
  app.on('will-quit', () => {
    say('will-quit')
    if (demo.has('veto')) console.log(said.join('\n'))
  })
  app.on('window-all-closed', () => say('window-all-closed'))
}

async function start(): Promise<void> {
  session.defaultSession.setPermissionRequestHandler((_contents, permission, answer, details) => {
    say(`permission ${permission} ${details.requestingUrl}`)
    answer(permission === 'media' && !demo.has('no-mic'))
  })
  session.defaultSession.protocol.handle('app', serve)
  const first = open('/')
  const second = open('/second')
  vetoes(first)

  ipcMain.handle('sender', ({ senderFrame }) => ({
    url: senderFrame?.url,
    origin: senderFrame?.origin,
    isMain: senderFrame?.parent === null,
    top: senderFrame?.top?.url,
  }))
  ipcMain.handle('same', (_event, value: unknown) => value)
  ipcMain.handle('fail', () => {
    throw new TypeError('on purpose')
  })
  ipcMain.handle('said', () => said)
  ipcMain.handle('reload-second', () => second.webContents.reload())
  ipcMain.handle('join', () => {
    const { port1, port2 } = new MessageChannelMain()
    first.webContents.postMessage('port', null, [port1])
    second.webContents.postMessage('port', null, [port2])
  })
  ipcMain.handle('try', (_event, what: string) => misuse(what))
  ipcMain.handle('tell', (event, value: unknown) => event.sender.send('news', value))
}

/** @returns what the host says to it */
function misuse(what: string): string {
  try {
    if (what === 'property') return String((app as unknown as Record<string, unknown>).getFileIcon)
    if (what === 'method') return String((new MessageChannelMain() as unknown as Record<string, unknown>).port3)
    if (what === 'event') return String(app.on('gpu-info-update', () => undefined))
    if (what === 'option') return String(new BrowserWindow({ kiosk: true }))
    if (what === 'module') return String(Reflect.get(electron, 'desktopCapturer'))
    if (what === 'static') return String((BrowserWindow as unknown as { fromBrowserView: unknown }).fromBrowserView)
    return String(new BrowserWindow({ webPreferences: JSON.parse(what) as Electron.WebPreferences }))
  } catch (error) {
    return String(error)
  }
}

app.on('second-instance', (_event, argv, cwd, data) =>
  say(`second ${argv.at(-1)} ${cwd !== ''} ${JSON.stringify(data)}`),
)
app.whenReady().then(start, (error: unknown) => {
  throw error
})
