import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { startOutbox, stepOutbox } from '#shared/link/outbox.machine.ts'
import type { Outbox, OutboxAck, OutboxEffect, OutboxEntry, OutboxEvent } from '#shared/link/outbox-types.ts'

const runs = process.env.LIANXIAN_FULL === '1' ? 1000 : 150
const durable = (key: string): OutboxEntry => ({ key, name: 'x', payload: null, delivery: 'durable', expiresAt: null })
const live = (key: string, expiresAt: number): OutboxEntry => ({ ...durable(key), delivery: 'live', expiresAt })

/** A desk with a journal, a server that remembers keys, and everything between them that can go wrong. */
function world() {
  let outbox: Outbox = startOutbox()
  let now = 1000
  let made = 0
  let connection = 0
  const journal: OutboxEntry[] = []
  const given: string[] = []
  const settled: string[] = []
  const effects: string[] = []
  const answers = new Map<string, OutboxAck>()
  let up: { entry: OutboxEntry; on: number }[] = []
  let down: { key: string; ack: OutboxAck; on: number }[] = []
  let busy = 0

  const act = (effect: OutboxEffect) => {
    if (effect.type === 'send') return void up.push({ entry: effect.entry, on: connection })
    settled.push(`${effect.entry.key} ${effect.outcome.ok ? 'ok' : effect.outcome.reason}`)
    const at = journal.findIndex(({ key }) => key === effect.entry.key)
    if (at >= 0) journal.splice(at, 1)
  }
  const feed = (event: OutboxEvent) => {
    const step = stepOutbox(outbox, event, { now, random: 0.5 })
    outbox = step.outbox
    step.effects.forEach(act)
    return step.wakeAt
  }
  const serve = ({ entry: { key }, on }: { entry: OutboxEntry; on: number }) => {
    if (busy > 0) {
      busy -= 1
      down.push({ key, on, ack: { ok: false, reason: busy % 2 ? 'unavailable' : 'too-fast', faults: [] } })
      return
    }
    if (!answers.has(key)) {
      // Every fifth command is refused for good, the others have their effect.
      const refused = Number(key) % 5 === 4
      if (!refused) effects.push(key)
      answers.set(key, refused ? { ok: false, reason: 'conflict', faults: [] } : { ok: true, result: null })
    }
    const ack = answers.get(key)
    if (ack) down.push({ key, on, ack })
  }
  const hear = ({ key, ack, on }: { key: string; ack: OutboxAck; on: number }) => {
    if (on === connection && outbox.online) feed({ type: 'acked', key, ack })
  }
  return {
    given,
    settled,
    effects,
    add() {
      const key = String(made)
      made += 1
      given.push(key)
      journal.push(durable(key))
      feed({ type: 'added', entry: durable(key) })
    },
    connect() {
      if (outbox.online) return
      connection += 1
      feed({ type: 'connected' })
    },
    cut: () => void feed({ type: 'disconnected' }),
    restart() {
      connection += 1
      outbox = startOutbox()
      feed({ type: 'restored', durable: [...journal] })
    },
    pass(ms: number) {
      now += ms
      feed({ type: 'time' })
    },
    overload: (n: number) => {
      busy = n
    },
    network(what: 'deliver' | 'lose' | 'double', at: number) {
      const upward = at % 2 === 0
      const list: unknown[] = upward ? up : down
      const [one] = list.splice(Math.floor(at / 2) % Math.max(1, list.length), 1)
      if (one === undefined || what === 'lose') return
      if (what === 'double') list.push(one)
      if (upward) serve(one as (typeof up)[0])
      else hear(one as (typeof down)[0])
    },
    settle() {
      for (let round = 0; journal.length > 0 && round < 2000; round += 1) {
        feed({ type: 'disconnected' })
        connection += 1
        feed({ type: 'connected' })
        for (const one of up.splice(0)) serve(one)
        for (const one of down.splice(0)) hear(one)
        for (const one of up.splice(0)) serve(one)
        now += 20_000
        feed({ type: 'time' })
      }
      up = []
      down = []
    },
  }
}

const happening = fc.oneof(
  { weight: 5, arbitrary: fc.constant(['add'] as const) },
  { weight: 8, arbitrary: fc.tuple(fc.constantFrom('deliver', 'lose', 'double'), fc.nat(9)) },
  { weight: 2, arbitrary: fc.tuple(fc.constantFrom('connect', 'cut')) },
  { weight: 1, arbitrary: fc.tuple(fc.constant('restart')) },
  { weight: 2, arbitrary: fc.tuple(fc.constantFrom('pass', 'overload'), fc.nat(5)) },
)

describe('the outbox', () => {
  it('has every durable command done exactly once and in order, whatever network, server and desk do', () => {
    fc.assert(
      fc.property(fc.array(happening, { maxLength: 80 }), (story) => {
        const w = world()
        for (const [what, number = 0] of story) {
          if (what === 'add') w.add()
          else if (what === 'connect') w.connect()
          else if (what === 'cut') w.cut()
          else if (what === 'restart') w.restart()
          else if (what === 'pass') w.pass(number * 200)
          else if (what === 'overload') w.overload(number)
          else w.network(what as 'deliver', number as number)
        }
        w.overload(0)
        w.settle()
        expect(w.effects).toEqual(w.given.filter((key) => Number(key) % 5 !== 4))
        expect(w.settled).toEqual(w.given.map((key) => `${key} ${Number(key) % 5 === 4 ? 'conflict' : 'ok'}`))
      }),
      { numRuns: runs },
    )
  })

  const drive = (events: readonly (readonly [number, OutboxEvent])[]) => {
    let outbox = startOutbox()
    let wakeAt: number | null = null
    const effects: OutboxEffect[] = []
    for (const [now, event] of events) {
      const step = stepOutbox(outbox, event, { now, random: 0 })
      outbox = step.outbox
      wakeAt = step.wakeAt
      effects.push(...step.effects)
    }
    return { wakeAt, told: effects.map((effect) => `${effect.type} ${effect.entry.key}`), effects }
  }

  it('gives a live command up after its time, connected or not', () => {
    const { told, effects } = drive([
      [0, { type: 'added', entry: live('a', 10_000) }],
      [9_999, { type: 'time' }],
      [10_000, { type: 'time' }],
    ])
    expect(told).toEqual(['settled a'])
    expect(effects[0]).toMatchObject({ outcome: { ok: false, reason: 'expired' } })
  })

  it('does not make a live command wait for durable ones', () => {
    const { told } = drive([
      [0, { type: 'connected' }],
      [0, { type: 'added', entry: durable('one') }],
      [0, { type: 'added', entry: durable('two') }],
      [0, { type: 'added', entry: live('now', 10_000) }],
    ])
    expect(told).toEqual(['send one', 'send now'])
  })

  it('tries again later when the server is busy, a live command until its time is over', () => {
    const busy: OutboxAck = { ok: false, reason: 'too-fast', faults: [] }
    const { told, wakeAt } = drive([
      [0, { type: 'connected' }],
      [0, { type: 'added', entry: durable('d') }],
      [0, { type: 'added', entry: live('l', 10_000) }],
      [1, { type: 'acked', key: 'd', ack: busy }],
      [1, { type: 'acked', key: 'l', ack: busy }],
      [251, { type: 'time' }],
      [301, { type: 'time' }],
    ])
    expect(told).toEqual(['send d', 'send l', 'send d', 'send l'])
    expect(wakeAt).toBe(10_000)
  })

  it('keeps durable commands of a seat that was signed out for its next sign-in', () => {
    const { told } = drive([
      [0, { type: 'connected' }],
      [0, { type: 'added', entry: durable('d') }],
      [1, { type: 'acked', key: 'd', ack: { ok: false, reason: 'signed-out', faults: [] } }],
      [60_000, { type: 'time' }],
      [60_001, { type: 'connected' }],
    ])
    expect(told).toEqual(['send d', 'send d'])
  })

  it('stays below the pace a server allows when there is a long backlog', () => {
    let outbox = startOutbox()
    let sent = 0
    const feed = (now: number, event: OutboxEvent) => {
      const step = stepOutbox(outbox, event, { now, random: 0 })
      outbox = step.outbox
      for (const effect of step.effects) if (effect.type === 'send') sent += 1
      return step
    }
    for (let n = 0; n < 500; n += 1) feed(0, { type: 'added', entry: durable(String(n)) })
    feed(0, { type: 'connected' })
    for (let now = 0; now < 10_000; now += 5) {
      const [key] = outbox.sent
      if (key !== undefined) feed(now, { type: 'acked', key, ack: { ok: true, result: null } })
      else feed(now, { type: 'time' })
    }
    expect(sent).toBeGreaterThan(100)
    expect(sent).toBeLessThanOrEqual(30 + 12 * 10)
  })
})
