import type { SubscribeAck, TopicFrame, TopicPosition } from '#shared/contract/socket/envelope.ts'
import type { TopicName } from '#shared/contract/socket/topics.ts'
import { topics as registry } from '#shared/contract/socket/topics.ts'
import type { Clock, NewId } from '#shared/kit/clock.ts'
import type { TopicPublisher, TopicRef, TopicSource, TopicSources } from '../ports/topics.ts'
import { createHubTopic, type HubTopic, type TopicReader } from './hub-topic.ts'
import { topicKey, topicRef, writtenTopic } from './topic-address.rules.ts'

/** Times in ms. */
export interface HubLimits {
  readonly tickMs: number
  /** A topic nobody reads is kept this long, so that who comes back gets deltas. */
  readonly idleMs: number
  /** A reader that takes nothing for this long is dropped. */
  readonly slowMs: number
  readonly topicsPerReader: number
}

export interface HubPorts {
  readonly sources: TopicSources
  readonly clock: Clock
  readonly newId: NewId
  readonly limits: HubLimits
  /** To everybody in the room, serialised once. */
  broadcast(room: string, frame: TopicFrame): void
  onError(error: unknown, topic: string): void
}

/** The topics with readers, and how to read them. */
export interface TopicHub {
  readonly publisher: TopicPublisher
  subscribe(reader: TopicReader, written: string, since: TopicPosition | null): Promise<SubscribeAck>
  unsubscribe(reader: TopicReader, written: string): void
  /** The seat may not read this topic any more: what it reads of it ends, without a word (its desk is told by other topics). */
  dismiss(ref: TopicRef<TopicName>, seat: string): void
  /** The reader is gone: forgets all it read. */
  leave(reader: TopicReader): void
  readonly topics: number
  close(): void
}

const refused = (reason: Extract<SubscribeAck, { ok: false }>['reason']): SubscribeAck => ({ ok: false, reason })

/** Makes the hub. Changes are sent in ticks; with nothing to send no timer runs. */
export function createTopicHub(ports: HubPorts): TopicHub {
  const { clock, limits } = ports
  const topics = new Map<string, HubTopic>()
  const restless = new Set<HubTopic>()
  let cancelTick: (() => void) | undefined
  let closed = false

  const schedule = () => {
    if (!closed) cancelTick ??= clock.after(limits.tickMs, tick)
  }
  const tick = () => {
    cancelTick = undefined
    for (const topic of [...restless]) if (!topic.tick()) restless.delete(topic)
    if (restless.size > 0) schedule()
  }
  const stir = (topic: HubTopic) => {
    restless.add(topic)
    schedule()
  }
  const open = (ref: TopicRef<TopicName>): HubTopic => {
    const key = topicKey(ref)
    const known = topics.get(key)
    if (known) return known
    const topic = createHubTopic({
      room: `topic:${key}`,
      written: writtenTopic(ref),
      // The registry's generic row is lost here on purpose: the hub moves rows, it never looks inside.
      load: () => (ports.sources[ref.name] as TopicSource<TopicName>).load(ref.id),
      clock,
      epoch: ports.newId(),
      limits,
      broadcast: ports.broadcast,
      stir: () => stir(topic),
      empty: () => {
        topics.delete(key)
        restless.delete(topic)
      },
      onError: (error) => ports.onError(error, ref.name),
    })
    topics.set(key, topic)
    return topic
  }

  return {
    publisher: {
      publish(ref, set, gone = []) {
        topics.get(topicKey(ref))?.publish(set, gone)
      },
    },
    async subscribe(reader, written, since) {
      const ref = topicRef(written, reader.seat)
      if (ref === null) return refused('unknown-topic')
      if (!registry[ref.name].roles.some((role) => role === reader.role)) return refused('forbidden')
      const reading = [...topics.values()].filter((topic) => topic.has(reader)).length
      if (reading >= limits.topicsPerReader && !topics.get(topicKey(ref))?.has(reader)) return refused('too-many')
      try {
        if (registry[ref.name].keyed && !(await ports.sources[ref.name].allow(reader, ref.id)))
          return refused('forbidden')
        if (!reader.open) return refused('signed-out')
        return (await open(ref).subscribe(reader, since)) ? { ok: true } : refused('unavailable')
      } catch (error) {
        ports.onError(error, ref.name)
        return refused('unavailable')
      }
    },
    unsubscribe(reader, written) {
      const ref = topicRef(written, reader.seat)
      if (ref !== null) topics.get(topicKey(ref))?.unsubscribe(reader)
    },
    dismiss: (ref, seat) => topics.get(topicKey(ref))?.dismiss(seat),
    leave(reader) {
      for (const topic of [...topics.values()]) topic.unsubscribe(reader)
    },
    get topics() {
      return topics.size
    },
    close() {
      closed = true
      cancelTick?.()
      for (const topic of topics.values()) topic.close()
      topics.clear()
    },
  }
}
