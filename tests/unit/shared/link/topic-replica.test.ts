import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Frame, Position } from '#shared/link/topic-frame.ts'
import { createTopicHistory, type TopicHistory } from '#shared/link/topic-history.ts'
import { applyFrame, emptyReplica, type TopicReplica } from '#shared/link/topic-replica.rules.ts'

const runs = process.env.LIANXIAN_FULL === '1' ? 1000 : 150

/** What may happen to a topic, its network and its server. */
const happening = fc.oneof(
  { weight: 6, arbitrary: fc.record({ what: fc.constant('change' as const), key: fc.nat(6), value: fc.nat(99) }) },
  { weight: 2, arbitrary: fc.record({ what: fc.constant('remove' as const), key: fc.nat(6) }) },
  { weight: 5, arbitrary: fc.record({ what: fc.constant('deliver' as const), at: fc.nat(9) }) },
  { weight: 2, arbitrary: fc.record({ what: fc.constant('lose' as const), at: fc.nat(9) }) },
  { weight: 2, arbitrary: fc.record({ what: fc.constant('double' as const), at: fc.nat(9) }) },
  { weight: 1, arbitrary: fc.constant({ what: 'reconnect' as const }) },
  { weight: 1, arbitrary: fc.constant({ what: 'restart' as const }) },
)

/** A desk and a server with a network between them that loses, doubles and reorders within a connection. */
function world() {
  let epoch = 0
  const limits = { deltas: 5, changes: 12 }
  const rows = new Map<string, number>()
  let history: TopicHistory<number> = createTopicHistory('e0', [], limits)
  let replica: TopicReplica<number> = emptyReplica
  let wire: Frame<number>[] = []
  const answer = (position: Position | null) => {
    const frame = history.since(position)
    if (frame) wire.push(frame)
  }
  const hear = (frame: Frame<number>) => {
    const step = applyFrame(replica, frame)
    replica = step.replica
    if (step.ask) answer(replica.position)
  }
  const change = (set: [string, number][], gone: string[]) => {
    for (const [key, value] of set) rows.set(key, value)
    for (const key of gone) rows.delete(key)
    const delta = history.commit({ set, gone })
    if (delta) wire.push(delta)
  }
  const reconnect = () => {
    wire = []
    answer(replica.position)
  }
  reconnect()
  return {
    rows,
    change,
    reconnect,
    take: (at: number) => wire.splice(at % Math.max(1, wire.length), 1)[0],
    put: (frame: Frame<number>) => wire.push(frame),
    hear,
    restart() {
      epoch += 1
      history = createTopicHistory(`e${epoch}`, [...rows], limits)
      reconnect()
    },
    settle() {
      reconnect()
      for (let frame = wire.shift(); frame; frame = wire.shift()) hear(frame)
    },
    get replica() {
      return replica
    },
  }
}

describe('a topic on both ends', () => {
  it('is the same on the desk and the server after the network is quiet, whatever the network did', () => {
    fc.assert(
      fc.property(fc.array(happening, { maxLength: 60 }), (story) => {
        const w = world()
        for (const event of story) {
          if (event.what === 'change') w.change([[String(event.key), event.value]], [])
          else if (event.what === 'remove') w.change([], [String(event.key)])
          else if (event.what === 'reconnect') w.reconnect()
          else if (event.what === 'restart') w.restart()
          else {
            const frame = w.take(event.at)
            if (!frame) continue
            if (event.what === 'double') w.put(frame)
            if (event.what !== 'lose') w.hear(frame)
          }
        }
        w.settle()
        expect(new Map([...w.replica.rows].sort())).toEqual(new Map([...w.rows].sort()))
      }),
      { numRuns: runs },
    )
  })

  it('asks again after a gap, and not after a duplicate', () => {
    const start = applyFrame<number>(emptyReplica, { kind: 'snapshot', epoch: 'e', version: 3, rows: [['a', 1]] })
    const late = applyFrame<number>(start.replica, {
      kind: 'delta',
      epoch: 'e',
      from: 2,
      version: 3,
      set: [['a', 0]],
      gone: [],
    })
    expect(late).toMatchObject({ ask: false, replica: start.replica })
    const gap = applyFrame<number>(start.replica, {
      kind: 'delta',
      epoch: 'e',
      from: 4,
      version: 5,
      set: [['a', 9]],
      gone: [],
    })
    expect(gap).toMatchObject({ ask: true, replica: start.replica })
    const other = applyFrame<number>(start.replica, {
      kind: 'delta',
      epoch: 'f',
      from: 3,
      version: 4,
      set: [],
      gone: ['a'],
    })
    expect(other.ask).toBe(true)
  })

  it('says what a snapshot took away', () => {
    const start = applyFrame<number>(emptyReplica, {
      kind: 'snapshot',
      epoch: 'e',
      version: 0,
      rows: [
        ['a', 1],
        ['b', 2],
      ],
    })
    const next = applyFrame<number>(start.replica, { kind: 'snapshot', epoch: 'f', version: 0, rows: [['b', 3]] })
    expect(next).toMatchObject({ changed: ['b'], gone: ['a'] })
  })

  it('is remembered only so far: who was away longer gets everything', () => {
    const history = createTopicHistory<number>('e', [], { deltas: 2, changes: 100 })
    for (const n of [1, 2, 3]) history.commit({ set: [[`k${n}`, n]], gone: [] })
    expect(history.since({ epoch: 'e', version: 1 })).toMatchObject({ kind: 'delta', from: 1, version: 3 })
    expect(history.since({ epoch: 'e', version: 0 })).toMatchObject({ kind: 'snapshot', version: 3 })
    expect(history.since({ epoch: 'e', version: 3 })).toBeNull()
    expect(history.since({ epoch: 'e', version: 9 })).toMatchObject({ kind: 'snapshot' })
  })
})
