import { commandAckSchema, socketEvents } from '#shared/contract/socket/envelope.ts'
import type { Clock } from '#shared/kit/clock.ts'
import { startOutbox, stepOutbox } from '#shared/link/outbox.machine.ts'
import type { OutboxAck, OutboxEntry, OutboxEvent, OutboxOutcome } from '#shared/link/outbox-types.ts'
import type { SocketPort } from './link-ports.ts'

/** An acknowledgement later than this is not waited for; the command is sent again. ms. */
const answerMs = 10_000

export interface CommandDeskPorts {
  readonly clock: Clock
  readonly random: () => number
  readonly socket: Pick<SocketPort, 'ask'>
  settled(entry: OutboxEntry, outcome: OutboxOutcome): void
}

/** The outbox machine with its socket and its timer. */
export interface CommandDesk {
  add(entry: OutboxEntry): void
  restore(durable: readonly OutboxEntry[]): void
  up(): void
  down(): void
  close(): void
}

/** Starts with nothing under way. */
export function createCommandDesk(ports: CommandDeskPorts): CommandDesk {
  const { clock } = ports
  let outbox = startOutbox()
  let connection = 0
  let cancelWake = () => {}
  let closed = false

  const feed = (event: OutboxEvent): void => {
    if (closed) return
    const step = stepOutbox(outbox, event, { now: clock.now(), random: ports.random() })
    outbox = step.outbox
    cancelWake()
    cancelWake =
      step.wakeAt === null
        ? () => {}
        : clock.after(Math.max(0, step.wakeAt - clock.now()), () => feed({ type: 'time' }))
    for (const effect of step.effects) {
      if (effect.type === 'send') void send(effect.entry)
      else ports.settled(effect.entry, effect.outcome)
    }
  }
  const send = async ({ key, name, payload }: OutboxEntry) => {
    const on = connection
    const reply = await ports.socket.ask(socketEvents.command, { key, name, payload }, answerMs)
    // An answer that comes when that connection is over: the command has been sent again, and is answered again.
    if (on !== connection) return
    if (reply === 'no-answer') return feed({ type: 'unanswered', key })
    const parsed = commandAckSchema.safeParse(reply.answer)
    const unreadable: OutboxAck = { ok: false, reason: 'unavailable', faults: [] }
    feed({ type: 'acked', key, ack: parsed.success ? parsed.data : unreadable })
  }

  return {
    add: (entry) => feed({ type: 'added', entry }),
    restore: (durable) => feed({ type: 'restored', durable }),
    up() {
      connection += 1
      feed({ type: 'connected' })
    },
    down() {
      connection += 1
      feed({ type: 'disconnected' })
    },
    close() {
      closed = true
      cancelWake()
    },
  }
}
