import { Server, type Socket } from 'socket.io'
import { messageLimit, socketEvents } from '#shared/contract/socket/envelope.ts'
import { handshakeAuthSchema } from '#shared/contract/socket/handshake.ts'
import { createEmitter } from '#shared/kit/emitter.ts'
import { admit } from './admit.ts'
import { createCommandRunner } from './command-runner.ts'
import { serveDesk } from './desk-socket.ts'
import { createDesks } from './desks.ts'
import { guardEngine } from './engine-guard.ts'
import { startForgetting } from './forgetting.ts'
import { type DeskPresence, type Link, type LinkOptions, usualLimits } from './link-options.ts'
import { registryGaps } from './registry.rules.ts'
import { createTopicHub } from './topic-hub.ts'

/** Where the socket lives on the HTTP server. */
const path = '/socket'

/**
 * Opens the backend's socket on an HTTP server. Throws at once when a registered command has no handler or a topic no source: what the
 * registry promises has to be there before the first desk is.
 */
export function createLink(options: LinkOptions): Link {
  const gaps = registryGaps(options.handlers, options.sources)
  if (gaps.length > 0) throw new Error(`the link's registry is not served: ${gaps.join('; ')}`)
  const limits = { ...usualLimits, ...options.limits }
  const { clock, note } = options
  const onError = (error: unknown, where: string) => note({ type: 'error', where, error })
  const presence = createEmitter<DeskPresence>((error) => onError(error, 'presence'))

  const io: Server = new Server({
    path,
    serveClient: false,
    transports: ['websocket'],
    allowUpgrades: false,
    perMessageDeflate: false,
    httpCompression: false,
    maxHttpBufferSize: messageLimit,
    connectTimeout: limits.unauthenticatedMs,
    // A desk that is gone is known after ten seconds at most.
    pingInterval: 5000,
    pingTimeout: 5000,
    // The SIP socket is upgraded on the same server.
    destroyUpgrade: false,
    allowRequest: guardEngine.allowRequest({ ...options, limits, sockets: (): number => io.engine.clientsCount }),
  })
  const detach = guardEngine.attach(io, options.httpServer)
  guardEngine.refuseBinary(io, note)

  const hub = createTopicHub({
    sources: options.sources,
    clock,
    newId: options.newId,
    limits: { ...limits, idleMs: limits.topicIdleMs },
    broadcast: (room, frame) => void io.to(room).emit(socketEvents.topic, frame),
    onError,
  })
  const run = createCommandRunner({ ...options, onError })
  const desks = createDesks({ clock, tell: presence.emit, note })
  const letIn = admit({ ...options, limits })
  const stopForgetting = startForgetting({ ...options, limits, onError })
  let closing = false

  io.use((socket, next) => {
    const auth = handshakeAuthSchema.safeParse(socket.handshake.auth)
    void letIn(closing ? null : auth.success ? auth.data.token : undefined).then(
      (admitted) => {
        if (admitted.ok) {
          socket.data = admitted.value
          return next()
        }
        note({ type: 'refused', why: admitted.reason })
        next(Object.assign(new Error(admitted.reason), { data: { reason: admitted.reason } }))
      },
      (error: unknown) => {
        onError(error, 'admit')
        next(Object.assign(new Error('unavailable'), { data: { reason: 'unavailable' } }))
      },
    )
  })
  io.on('connection', (socket: Socket) => {
    // Ends between being admitted and now: a take-over or the shutting-down was announced to the sockets of that moment only.
    if (closing) return void socket.disconnect(true)
    const ended = () => options.sessions.check(socket.handshake.auth.token).then((checked) => !checked.ok)
    const view = socket.handshake.auth.view === true
    serveDesk(socket, { clock, note, limits, hub, desks, view, run, ended, here: options.here })
  })

  return {
    publisher: hub.publisher,
    dismiss: hub.dismiss,
    closeSessions: desks.close,
    connectedSeats: desks.seats,
    onPresence: presence.on,
    async close() {
      closing = true
      stopForgetting()
      desks.closeAll('shutting-down')
      await desks.quiet()
      hub.close()
      await detach()
    },
  }
}
