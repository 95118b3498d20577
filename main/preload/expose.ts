import { contextBridge, ipcRenderer } from 'electron'
import {
  callChannel,
  callsOf,
  type HostCallName,
  type HostNewsName,
  hostKey,
  newsChannel,
  newsOf,
  phonePortChannel,
  phonePortMessage,
  type WindowKind,
} from '#shared/contract/host/host-names.ts'

/** Keeps the phone's port until the page asks, then hands over each new one; only to a page of our own origin. */
function portKeeper(): () => void {
  let waiting: MessagePort | null = null
  let wanted = false
  const give = (port: MessagePort): void => window.postMessage(phonePortMessage, window.location.origin, [port])
  ipcRenderer.on(phonePortChannel, (event) => {
    const [port] = event.ports
    if (!port) return
    waiting?.close()
    waiting = wanted ? null : port
    if (wanted) give(port)
  })
  return () => {
    wanted = true
    if (waiting) give(waiting)
    waiting = null
  }
}

/**
 * Gives the page its bridge: named functions and nothing else. No event object and nothing of `ipcRenderer` reaches the page (Electron's security
 * checklist, item 20).
 */
export function expose(kind: WindowKind): void {
  const call = (name: HostCallName) => (args: unknown) => ipcRenderer.invoke(callChannel(name), args)
  const hear = (name: HostNewsName) => (listener: (news: unknown) => void) => {
    ipcRenderer.on(newsChannel(name), (_event, news) => listener(news))
  }
  const calls = callsOf[kind].map((name) => [name, call(name)])
  const news = newsOf[kind].map((name) => [`on${name.charAt(0).toUpperCase()}${name.slice(1)}`, hear(name)])
  const takesPort = kind === 'desk' || kind === 'phone'
  contextBridge.exposeInMainWorld(hostKey, {
    kind,
    ...Object.fromEntries([...calls, ...news]),
    ...(takesPort ? { takePhonePort: portKeeper() } : {}),
  })
}
