import { io, type Socket } from 'socket.io-client'
import { socketEvents } from '#shared/contract/socket/envelope.ts'
import { connectRefusalSchema } from '#shared/contract/socket/handshake.ts'
import type { SocketEvents, SocketPort } from './link-ports.ts'

/** A connection that is not there after this is given up and tried again, ms. */
const connectMs = 8000

/** The socket.io client as a port: a fresh socket for each connection, so that nothing of an old one is sent or heard on the next. */
export function createSocket({ url, view }: { url: string; view: boolean }, events: SocketEvents): SocketPort {
  let current: Socket | null = null

  const drop = () => {
    const socket = current
    current = null
    socket?.off()
    socket?.disconnect()
  }

  return {
    connect(token) {
      drop()
      const socket = io(url, {
        path: '/socket',
        transports: ['websocket'],
        auth: view ? { token, view } : { token },
        forceNew: true,
        reconnection: false,
        timeout: connectMs,
      })
      current = socket
      const ended = (error: unknown) => {
        if (current !== socket) return
        drop()
        const data = typeof error === 'object' && error !== null && 'data' in error ? error.data : null
        const refused = connectRefusalSchema.safeParse(data)
        events.down(refused.success ? refused.data.reason : null)
      }
      socket.on('connect', events.up)
      socket.on('connect_error', ended)
      socket.on('disconnect', ended)
      socket.on(socketEvents.topic, events.topic)
      socket.on(socketEvents.closing, events.closing)
    },
    disconnect: drop,
    ask: (event, frame, timeoutMs) =>
      new Promise((resolve) => {
        if (!current?.connected) return resolve('no-answer')
        current
          .timeout(timeoutMs)
          .emit(event, frame, (error: Error | null, answer: unknown) => resolve(error ? 'no-answer' : { answer }))
      }),
    say(event, frame) {
      if (current?.connected) current.emit(event, frame)
    },
  }
}
