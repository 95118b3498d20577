import { decode, encode } from '../wire.ts'
import type { FromWorld } from '../world-messages.ts'

/** Ports of this page whose other end is in the host. */
export interface WorldPorts {
  /** The host gave the page an end: a real DOM port that may be transferred on. */
  arrived(id: number): MessagePort
  /** The page gives an end away. @returns its number */
  leave(port: MessagePort): number
  message(id: number, data: string): void
  closed(id: number): void
}

export function openPorts(tell: (message: FromWorld) => void): WorldPorts {
  const ours = new Map<number, MessagePort>()
  // The host counts up, the page down: no number is given twice.
  let next = 0
  const join = (id: number, port: MessagePort): void => {
    ours.set(id, port)
    port.addEventListener('message', (event) => {
      if (event.ports.length > 0) throw new Error('electron host: a port over a port is not part of the host')
      tell({ k: 'port-message', port: id, data: encode(event.data) })
    })
    port.addEventListener('close', () => {
      if (ours.delete(id)) tell({ k: 'port-close', port: id })
    })
    port.start()
  }
  return {
    arrived(id) {
      const { port1, port2 } = new MessageChannel()
      join(id, port2)
      return port1
    },
    leave(port) {
      next -= 1
      join(next, port)
      return next
    },
    message: (id, data) => ours.get(id)?.postMessage(decode(data)),
    closed(id) {
      const port = ours.get(id)
      ours.delete(id)
      port?.close()
    },
  }
}
