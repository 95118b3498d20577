import type { TopicFrame, TopicPosition } from '#shared/contract/socket/envelope.ts'
import type { Clock } from '#shared/kit/clock.ts'
import { createCoalescer } from '#shared/link/coalescer.ts'
import type { Frame } from '#shared/link/topic-frame.ts'
import { createTopicHistory, type TopicHistory } from '#shared/link/topic-history.ts'
import type { Role } from '#shared/seat/seat-state.ts'

/** A desk's socket, as the hub sees it. */
export interface TopicReader {
  readonly seat: string
  readonly role: Role
  readonly open: boolean
  /** Nothing sent so far is still waiting in this process. */
  writable(): boolean
  send(frame: TopicFrame): void
  join(room: string): void
  leave(room: string): void
  /** Ends a reader that does not read. */
  drop(): void
}

export interface HubTopicPorts {
  readonly room: string
  /** The topic as the desks write it. */
  readonly written: string
  readonly epoch: string
  readonly clock: Clock
  readonly limits: { readonly idleMs: number; readonly slowMs: number }
  load(): Promise<readonly (readonly [string, unknown])[]>
  broadcast(room: string, frame: TopicFrame): void
  /** Asks for a tick. */
  stir(): void
  /** Nobody has read it for long: forget it. */
  empty(): void
  onError(error: unknown): void
}

/** One topic with its readers. */
export interface HubTopic {
  publish(set: readonly (readonly [string, unknown])[], gone: readonly string[]): void
  /** @returns false when the rows could not be loaded */
  subscribe(reader: TopicReader, since: TopicPosition | null): Promise<boolean>
  unsubscribe(reader: TopicReader): void
  /** Ends what this seat reads of it: it may not any more. */
  dismiss(seat: string): void
  has(reader: TopicReader): boolean
  /** Sends what has changed. @returns whether another tick is needed though nothing changes */
  tick(): boolean
  close(): void
}

/** `lag` null: in step, in the room. Otherwise where the reader stands and since when (ms). */
interface Reading {
  lag: { readonly at: TopicPosition; readonly since: number } | null
  live: boolean
}

/** 1,000 deltas are 50 s of a topic that changes with every tick. */
const historyLimits = { deltas: 1000, changes: 20_000 }

/** Opens a topic and starts loading it. What is published while it loads is put on top of what was loaded. */
export function createHubTopic(ports: HubTopicPorts): HubTopic {
  const { clock, limits, room } = ports
  const changes = createCoalescer<unknown>()
  const readers = new Map<TopicReader, Reading>()
  let history: TopicHistory<unknown> | null = null
  let cancelIdle: (() => void) | undefined

  const loaded = ports.load().then(
    (rows) => {
      history = createTopicHistory(ports.epoch, rows, historyLimits)
      if (!changes.empty) ports.stir()
      return true
    },
    (error: unknown) => {
      ports.onError(error)
      ports.empty()
      return false
    },
  )
  const wire = (frame: Frame<unknown>): TopicFrame =>
    frame.kind === 'snapshot'
      ? { ...frame, topic: ports.written, rows: frame.rows.map(([key, row]) => [key, row]) }
      : { ...frame, topic: ports.written, set: frame.set.map(([key, row]) => [key, row]), gone: [...frame.gone] }

  const catchUp = (reader: TopicReader, at: TopicPosition | null, from: TopicHistory<unknown>) => {
    const missed = from.since(at)
    if (missed) reader.send(wire(missed))
    reader.join(room)
  }
  const tend = (from: TopicHistory<unknown>): boolean => {
    let waiting = false
    for (const [reader, reading] of [...readers]) {
      if (reading.lag === null) continue
      if (reader.writable()) {
        catchUp(reader, reading.lag.at, from)
        reading.lag = null
      } else if (clock.now() - reading.lag.since >= limits.slowMs) {
        readers.delete(reader)
        reader.drop()
      } else waiting = true
    }
    return waiting
  }

  const unsubscribe = (reader: TopicReader) => {
    const reading = readers.get(reader)
    if (!reading) return
    readers.delete(reader)
    reader.leave(room)
    if (readers.size === 0) cancelIdle ??= clock.after(limits.idleMs, ports.empty)
  }

  return {
    publish(set, gone) {
      changes.add(set, gone)
      if (history) ports.stir()
    },
    async subscribe(reader, since) {
      cancelIdle?.()
      cancelIdle = undefined
      const reading: Reading = { lag: null, live: false }
      const before = readers.get(reader)
      if (before?.live) reader.leave(room)
      readers.set(reader, reading)
      if (!(await loaded)) {
        readers.delete(reader)
        return false
      }
      // Unsubscribed, gone, or subscribed once more meanwhile: that one speaks.
      if (history === null || readers.get(reader) !== reading || !reader.open) return true
      reading.live = true
      catchUp(reader, since, history)
      return true
    },
    unsubscribe,
    dismiss(seat) {
      for (const reader of [...readers.keys()]) if (reader.seat === seat) unsubscribe(reader)
    },
    has: (reader) => readers.has(reader),
    tick() {
      if (history === null) return false
      const at = history.position
      const delta = changes.empty ? null : history.commit(changes.drain())
      if (delta) {
        for (const [reader, reading] of readers) {
          if (reading.lag !== null || !reading.live || reader.writable()) continue
          reading.lag = { at, since: clock.now() }
          reader.leave(room)
        }
        ports.broadcast(room, wire(delta))
      }
      return tend(history)
    },
    close() {
      cancelIdle?.()
    },
  }
}
