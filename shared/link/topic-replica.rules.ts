import type { Frame, Position, Snapshot } from './topic-frame.ts'

/** A desk's copy of one topic. `position` is null until the first snapshot. */
export interface TopicReplica<Row> {
  readonly position: Position | null
  readonly rows: ReadonlyMap<string, Row>
}

/** What a frame did. `ask` true: the frame does not fit, ask the server again from `replica.position`. */
export interface ReplicaStep<Row> {
  readonly replica: TopicReplica<Row>
  /** Keys with a new value. */
  readonly changed: readonly string[]
  readonly gone: readonly string[]
  readonly ask: boolean
}

/** A copy that has seen nothing yet. */
export const emptyReplica = { position: null, rows: new Map<string, never>() } as const

const same = <Row>(replica: TopicReplica<Row>, ask: boolean): ReplicaStep<Row> => ({
  replica,
  changed: [],
  gone: [],
  ask,
})

function replace<Row>(replica: TopicReplica<Row>, frame: Snapshot<Row>): ReplicaStep<Row> {
  const { position } = replica
  if (position?.epoch === frame.epoch && frame.version < position.version) return same(replica, false)
  const rows = new Map(frame.rows)
  return {
    replica: { position: { epoch: frame.epoch, version: frame.version }, rows },
    changed: [...rows.keys()],
    gone: [...replica.rows.keys()].filter((key) => !rows.has(key)),
    ask: false,
  }
}

/**
 * Applies one frame. A snapshot replaces all (an older one of the same epoch is late and ignored); a delta counts only in the same epoch and
 * from the very version held; an old one is a duplicate; anything else is a gap.
 * @returns a new replica; the given one is left as it was
 */
export function applyFrame<Row>(replica: TopicReplica<Row>, frame: Frame<Row>): ReplicaStep<Row> {
  if (frame.kind === 'snapshot') return replace(replica, frame)
  const { position } = replica
  if (position === null || position.epoch !== frame.epoch) return same(replica, true)
  if (frame.version <= position.version) return same(replica, false)
  if (frame.from !== position.version) return same(replica, true)
  const rows = new Map(replica.rows)
  for (const [key, row] of frame.set) rows.set(key, row)
  for (const key of frame.gone) rows.delete(key)
  return {
    replica: { position: { epoch: frame.epoch, version: frame.version }, rows },
    changed: frame.set.map(([key]) => key),
    gone: frame.gone.filter((key) => replica.rows.has(key)),
    ask: false,
  }
}
