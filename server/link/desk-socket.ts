import type { Socket } from 'socket.io'
import { commands } from '#shared/contract/socket/commands.ts'
import {
  type ClosingReason,
  type CommandAck,
  type HereFrame,
  hereFrameSchema,
  type SubscribeAck,
  socketEvents,
  subscribeFrameSchema,
} from '#shared/contract/socket/envelope.ts'
import type { Clock } from '#shared/kit/clock.ts'
import { fullBucket, takeToken } from '#shared/kit/token-bucket.rules.ts'
import type { SessionClaims } from '../ports/session.ts'
import type { Caller, RanCommand } from './command-runner.ts'
import type { Desks } from './desks.ts'
import type { TopicReader } from './hub-topic.ts'
import type { LinkLimits, LinkNote } from './link-options.ts'
import type { TopicHub } from './topic-hub.ts'

export interface DeskSocketPorts {
  readonly clock: Clock
  readonly limits: LinkLimits
  readonly hub: TopicHub
  readonly desks: Desks
  /** A further window of the seat: it looks on. */
  readonly view: boolean
  readonly note: (note: LinkNote) => void
  /** Did the session end while the socket was being let in? */
  ended(): Promise<boolean>
  run(caller: Caller, frame: unknown): Promise<RanCommand>
  /** Where the desk's person is in a draft. */
  readonly here: ((seat: string, frame: HereFrame) => void) | undefined
}

type Answer = (answer: CommandAck | SubscribeAck) => void
const known: ReadonlySet<string> = new Set([
  socketEvents.command,
  socketEvents.subscribe,
  socketEvents.unsubscribe,
  socketEvents.here,
])

/** Serves one admitted socket until it ends: limits, commands, topics, the token's expiry. `socket.data` holds the checked claims. */
export function serveDesk(socket: Socket, ports: DeskSocketPorts): void {
  const { clock, hub, note } = ports
  const claims: SessionClaims = socket.data
  const { seat, role, sessionId } = claims
  const reader = readerOf(socket, claims, note)

  const end = (reason: ClosingReason) => {
    socket.emit(socketEvents.closing, { reason })
    socket.disconnect(true)
  }
  const cut = (why: Extract<LinkNote, { type: 'cut' }>['why']) => {
    note({ type: 'cut', seat, why })
    end('abuse')
  }
  let cancelExpiry = () => {}
  const expireAt = (at: number) => {
    cancelExpiry()
    cancelExpiry = clock.after(Math.max(0, at - clock.now()), () => end('expired'))
  }
  const gone = ports.view ? ports.desks.enterView({ claims, end }) : ports.desks.enter({ claims, end })
  expireAt(claims.expiresAt)
  socket.on('disconnect', (reason) => {
    cancelExpiry()
    hub.leave(reader)
    gone(reason)
  })
  // Its end between the check and `enter` was announced to nobody.
  watch(
    ports.ended().then((ended) => (ended ? end('signed-out') : undefined)),
    'recheck',
  )

  const command = async (frame: unknown, answer: Answer) => {
    if (ports.view && !isRenewal(frame)) return answer({ ok: false, reason: 'forbidden', faults: [] })
    const started = clock.now()
    const ran = await ports.run({ seat, role, sessionId }, frame)
    answer(ran.ack)
    if (ran.name === 'session.renew' && ran.ack.ok)
      expireAt(commands['session.renew'].result.parse(ran.ack.result).expiresAt)
    for (const run of ran.after) run()
    const outcome = ran.ack.ok ? 'ok' : ran.ack.reason
    note({ type: 'command', name: ran.name ?? 'unknown', outcome, ms: clock.now() - started })
  }
  const subscribe = async (frame: unknown, answer: Answer) => {
    const parsed = subscribeFrameSchema.safeParse(frame)
    answer(
      parsed.success
        ? await hub.subscribe(reader, parsed.data.topic, parsed.data.since)
        : { ok: false, reason: 'bad-input' },
    )
  }

  const allowed = messageGate(ports)
  // Every event passes here first, known or not; nothing else listens.
  socket.use((event, next) => {
    next()
    const [name, frame, answer] = event
    const gate = allowed()
    if (gate === 'flood') return cut('flood')
    if (!known.has(name)) return cut('unknown-event')
    if (name === socketEvents.unsubscribe) {
      const parsed = subscribeFrameSchema.pick({ topic: true }).safeParse(frame)
      if (parsed.success) hub.unsubscribe(reader, parsed.data.topic)
      return
    }
    if (name === socketEvents.here) {
      const parsed = hereFrameSchema.safeParse(frame)
      // Over the limit it is lost, as anything of presence may be; a further window only looks on.
      if (parsed.success && gate === 'ok' && !ports.view) ports.here?.(seat, parsed.data)
      return
    }
    if (typeof answer !== 'function' || event.length !== 3) return cut('no-answer-wanted')
    const reply: Answer = (given) => answer(given)
    if (name === socketEvents.command) {
      if (gate === 'over') return reply({ ok: false, reason: 'too-fast', faults: [] })
      return watch(command(frame, reply), 'command')
    }
    if (gate === 'over') return reply({ ok: false, reason: 'too-many' })
    watch(subscribe(frame, reply), 'subscribe')
  })
  function watch(work: Promise<void>, where: string): void {
    const watched = work.catch((error: unknown) => note({ type: 'error', where, error }))
    ports.desks.working(watched)
  }
}

/** The one command of a further window. */
const isRenewal = (frame: unknown): boolean =>
  typeof frame === 'object' && frame !== null && 'name' in frame && frame.name === 'session.renew'

/** Counts messages: `ok`, `over` the limit, or a `flood` to be cut. */
function messageGate({ clock, limits }: DeskSocketPorts): () => 'ok' | 'over' | 'flood' {
  let bucket = fullBucket(limits.messages, clock.now())
  let over = 0
  return () => {
    const taken = takeToken(limits.messages, bucket, clock.now())
    bucket = taken.bucket
    if (taken.waitMs === 0) {
      over = Math.max(0, over - 1)
      return 'ok'
    }
    over += 1
    return over > limits.floodAfter ? 'flood' : 'over'
  }
}

/** The socket as the hub sees it. */
function readerOf(socket: Socket, claims: SessionClaims, note: (note: LinkNote) => void): TopicReader {
  return {
    seat: claims.seat,
    role: claims.role,
    get open() {
      return socket.connected
    },
    // Bytes still in this process, because the other end does not read: zero for a healthy socket, whose writes the kernel takes at once.
    writable: () => socket.request.socket.writableLength === 0,
    send: (frame) => void socket.emit(socketEvents.topic, frame),
    join: (room) => void socket.join(room),
    leave: (room) => void socket.leave(room),
    drop() {
      note({ type: 'cut', seat: claims.seat, why: 'slow' })
      // What is buffered would never be taken: no goodbye.
      socket.conn.close(true)
    },
  }
}
