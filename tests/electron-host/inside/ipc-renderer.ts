import { decode, encode, notCloned } from '../wire.ts'
import type { FromWorld, ToWorld } from '../world-messages.ts'
import { openPorts } from './ports.ts'
import { strict } from './strict.ts'

type Listener = (event: object, ...args: unknown[]) => void

/** `ipcRenderer` of a sandboxed preload, and where the host's messages go. */
export function openIpc(tell: (message: FromWorld) => void) {
  const asked = new Map<
    number,
    { resolve: (value: unknown) => void; reject: (error: Error) => void; channel: string }
  >()
  const listeners = new Map<string, { listener: Listener; once: boolean }[]>()
  const ports = openPorts(tell)
  let next = 0

  const listen = (channel: string, listener: Listener, once: boolean) => {
    listeners.set(channel, [...(listeners.get(channel) ?? []), { listener, once }])
    return ipcRenderer
  }
  const forget = (channel: string, listener: Listener) => {
    const left = (listeners.get(channel) ?? []).filter((each) => each.listener !== listener)
    listeners.set(channel, left)
    return ipcRenderer
  }
  const ipcRenderer = strict('ipcRenderer', {
    invoke(channel: string, ...args: unknown[]): Promise<unknown> {
      return new Promise((resolve, reject) => {
        const data = encode(args)
        next += 1
        asked.set(next, { resolve, reject, channel })
        tell({ k: 'invoke', id: next, channel, data })
      })
    },
    send(channel: string, ...args: unknown[]): void {
      tell({ k: 'send', channel, data: encode(args), ports: [] })
    },
    postMessage(channel: string, message: unknown, transfer: readonly MessagePort[] = []): void {
      if (transfer.some((each) => !(each instanceof MessagePort))) throw new Error(notCloned)
      const data = encode([message])
      tell({ k: 'send', channel, data, ports: transfer.map(ports.leave) })
    },
    on: (channel: string, listener: Listener) => listen(channel, listener, false),
    once: (channel: string, listener: Listener) => listen(channel, listener, true),
    addListener: (channel: string, listener: Listener) => listen(channel, listener, false),
    off: forget,
    removeListener: forget,
    removeAllListeners(channel: string) {
      listeners.delete(channel)
      return ipcRenderer
    },
  })

  const answered = (message: ToWorld & { k: 'reply' }): void => {
    const waiting = asked.get(message.id)
    asked.delete(message.id)
    if (message.ok) waiting?.resolve(decode(message.data))
    else waiting?.reject(new Error(`Error invoking remote method '${waiting.channel}': ${message.data}`))
  }
  const heard = (message: ToWorld & { k: 'event' }): void => {
    const arrived = message.ports.map(ports.arrived)
    const event = strict('IpcRendererEvent', { sender: ipcRenderer, ports: arrived })
    const args = decode(message.data) as unknown[]
    const told = listeners.get(message.channel) ?? []
    for (const { listener, once } of told) {
      if (once) forget(message.channel, listener)
      listener(event, ...args)
    }
  }
  const receive = (message: ToWorld): void => {
    if (message.k === 'port-message') ports.message(message.port, message.data)
    else if (message.k === 'port-close') ports.closed(message.port)
    else if (message.k === 'reply') answered(message)
    else heard(message)
  }
  return { ipcRenderer, receive }
}
