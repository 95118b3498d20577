import { type Changes, createCoalescer } from './coalescer.ts'
import type { Delta, Frame, Position } from './topic-frame.ts'

/** One topic on the server: its rows, its version, and the last deltas, so that whoever comes back gets only what was missed. */
export interface TopicHistory<Row> {
  readonly position: Position
  readonly size: number
  /** Moves the topic by one version. @returns the delta, or null when nothing really changed (keys gone that were not there) */
  commit(changes: Changes<Row>): Delta<Row> | null
  /** What somebody at `position` has to get: null when in step, one delta of everything missed, or a snapshot. */
  since(position: Position | null): Frame<Row> | null
}

/** How much is remembered: deltas at most, and row changes in all of them together at most. */
export interface HistoryLimits {
  readonly deltas: number
  readonly changes: number
}

const weight = <Row>(delta: Delta<Row>) => delta.set.length + delta.gone.length

/** Starts a history at version 0 with what was loaded. `epoch` has to be one never used before. */
export function createTopicHistory<Row>(
  epoch: string,
  loaded: readonly (readonly [string, Row])[],
  limits: HistoryLimits,
): TopicHistory<Row> {
  const rows = new Map(loaded)
  const ring: Delta<Row>[] = []
  let version = 0
  let held = 0

  const merged = (from: number): Delta<Row> => {
    const all = createCoalescer<Row>()
    for (const delta of ring) if (delta.from >= from) all.add(delta.set, delta.gone)
    return { kind: 'delta', epoch, from, version, ...all.drain() }
  }
  const snapshot = (): Frame<Row> => ({ kind: 'snapshot', epoch, version, rows: [...rows] })

  return {
    get position() {
      return { epoch, version }
    },
    get size() {
      return rows.size
    },
    commit({ set, gone }) {
      const really = gone.filter((key) => rows.has(key))
      if (set.length === 0 && really.length === 0) return null
      for (const [key, row] of set) rows.set(key, row)
      for (const key of really) rows.delete(key)
      const delta: Delta<Row> = { kind: 'delta', epoch, from: version, version: version + 1, set, gone: really }
      version += 1
      ring.push(delta)
      held += weight(delta)
      while (ring.length > limits.deltas || (held > limits.changes && ring.length > 0)) {
        const oldest = ring.shift()
        if (oldest) held -= weight(oldest)
      }
      return delta
    },
    since(position) {
      if (position === null || position.epoch !== epoch || position.version > version) return snapshot()
      if (position.version === version) return null
      const first = ring[0]
      if (!first || first.from > position.version) return snapshot()
      const delta = merged(position.version)
      return weight(delta) > rows.size ? snapshot() : delta
    },
  }
}
