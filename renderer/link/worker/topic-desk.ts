import type { LinkReport } from '#shared/contract/link/worker-messages.ts'
import { socketEvents, subscribeAckSchema, topicFrameSchema } from '#shared/contract/socket/envelope.ts'
import { topics } from '#shared/contract/socket/topics.ts'
import { backoffDelay } from '#shared/kit/backoff.ts'
import type { Clock } from '#shared/kit/clock.ts'
import { applyFrame, emptyReplica, type TopicReplica } from '#shared/link/topic-replica.rules.ts'
import type { SocketPort } from './link-ports.ts'

const answerMs = 10_000
const retryPolicy = { first: 500, most: 10_000, jitter: 0.5 }

export interface TopicDeskPorts {
  readonly clock: Clock
  readonly random: () => number
  readonly socket: Pick<SocketPort, 'ask' | 'say'>
  tell(report: LinkReport): void
}

/** The topics this desk reads, kept in step. */
export interface TopicDesk {
  subscribe(topic: string): void
  unsubscribe(topic: string): void
  frame(raw: unknown): void
  up(): void
  down(): void
  close(): void
}

interface Reading {
  replica: TopicReplica<unknown>
  asking: boolean
  attempt: number
  cancelRetry: () => void
}

/** The registry's schema of a topic's rows; undefined: this program does not know the topic. */
function rowSchema(topic: string) {
  const name = topic.split('/')[0] ?? ''
  return Object.hasOwn(topics, name) ? topics[name as keyof typeof topics].row : undefined
}

/** Rows that are not as the registry says are left out: the desk shows what it can read. */
function readable(topic: string, rows: readonly [string, unknown][]): [string, unknown][] {
  const schema = rowSchema(topic)
  return schema === undefined ? [] : rows.filter(([, row]) => schema.safeParse(row).success)
}

/** Starts reading nothing. */
export function createTopicDesk(ports: TopicDeskPorts): TopicDesk {
  const readings = new Map<string, Reading>()
  let connection = 0
  let online = false

  const ask = async (topic: string, reading: Reading): Promise<void> => {
    if (!online || reading.asking) return
    const on = connection
    reading.asking = true
    const { replica } = reading
    const reply = await ports.socket.ask(socketEvents.subscribe, { topic, since: replica.position }, answerMs)
    if (on !== connection || readings.get(topic) !== reading) return
    reading.asking = false
    const ack = reply === 'no-answer' ? null : subscribeAckSchema.safeParse(reply.answer)
    if (ack?.success && ack.data.ok) {
      reading.attempt = 0
      return
    }
    const reason = ack?.success && !ack.data.ok ? ack.data.reason : 'unavailable'
    if (reason !== 'unavailable' && reason !== 'too-many') return ports.tell({ type: 'topic-refused', topic, reason })
    const delay = backoffDelay(retryPolicy, reading.attempt, ports.random())
    reading.attempt += 1
    reading.cancelRetry()
    reading.cancelRetry = ports.clock.after(delay, () => void ask(topic, reading))
  }

  return {
    subscribe(topic) {
      if (readings.has(topic)) return
      const reading: Reading = { replica: emptyReplica, asking: false, attempt: 0, cancelRetry: () => {} }
      readings.set(topic, reading)
      void ask(topic, reading)
    },
    unsubscribe(topic) {
      readings.get(topic)?.cancelRetry()
      if (readings.delete(topic) && online) ports.socket.say(socketEvents.unsubscribe, { topic })
    },
    frame(raw) {
      const parsed = topicFrameSchema.safeParse(raw)
      if (!parsed.success) return
      const { topic } = parsed.data
      const reading = readings.get(topic)
      if (!reading) return
      const frame = parsed.data
      const step =
        frame.kind === 'snapshot'
          ? applyFrame(reading.replica, { ...frame, rows: readable(topic, frame.rows) })
          : applyFrame(reading.replica, { ...frame, set: readable(topic, frame.set) })
      if (step.ask) return void ask(topic, reading)
      if (step.replica === reading.replica) return
      reading.replica = step.replica
      const { rows } = step.replica
      const set = step.changed.map((key): [string, unknown] => [key, rows.get(key)])
      ports.tell({ type: 'rows', topic, whole: frame.kind === 'snapshot', set, gone: [...step.gone] })
    },
    up() {
      connection += 1
      online = true
      for (const [topic, reading] of readings) {
        reading.asking = false
        void ask(topic, reading)
      }
    },
    down() {
      connection += 1
      online = false
      for (const reading of readings.values()) reading.cancelRetry()
    },
    close() {
      for (const reading of readings.values()) reading.cancelRetry()
      readings.clear()
    },
  }
}
