import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { draftChanges } from '#shared/ticket-draft/draft-changes.ts'
import { createDraftDocs, settleClash, writeField, writeText } from '#shared/ticket-draft/draft-docs.ts'
import { type DraftNotes, nextNotes, noNotes } from '#shared/ticket-draft/draft-notes.ts'

/** One desk: what it writes goes out when the test says so. */
function desk(seat: string, clientId: number) {
  const docs = createDraftDocs()
  docs.matter.clientID = clientId
  let sent = Y.encodeStateVector(docs.matter)
  return {
    docs,
    set: (value: string, at = 1) => writeField(docs, 'leadUnit', { value, by: seat, at, source: 'typed' }),
    take: (state: Uint8Array) => {
      Y.applyUpdate(docs.matter, state)
    },
    out() {
      const update = Y.encodeStateAsUpdate(docs.matter, sent)
      sent = Y.encodeStateVector(docs.matter)
      return update
    },
  }
}

function server() {
  let state: Uint8Array | null = null
  let notes: DraftNotes = noNotes
  let clock = 100
  return {
    take(update: Uint8Array, by: string) {
      clock += 1
      const changes = draftChanges(state, update)
      notes = nextNotes(notes, changes, { by, name: `Seat ${by}`, at: clock, nameOf: (seat) => `Seat ${seat}` })
      state = Y.mergeUpdates(state === null ? [update] : [state, update])
      return changes
    },
    get state() {
      return state ?? new Uint8Array()
    },
    get notes() {
      return notes
    },
    value(): unknown {
      const docs = createDraftDocs()
      if (state !== null) Y.applyUpdate(docs.matter, state)
      return (docs.matter.getMap('fields').get('leadUnit') as { value?: unknown } | undefined)?.value
    },
  }
}

describe('what an update did to a draft', () => {
  it('names the fields it changed and no others', () => {
    const docs = createDraftDocs()
    writeField(docs, 'type', { value: 'help', by: '8001', at: 1, source: 'typed' })
    writeText(docs, 'content', '路灯')
    const first = Y.encodeStateAsUpdate(docs.matter)
    expect(draftChanges(null, first)).toEqual({ touched: ['type', 'content'], lost: [], settled: [] })
    expect(draftChanges(first, first)).toEqual({ touched: [], lost: [], settled: [] })
    writeText(docs, 'title', '标题')
    expect(draftChanges(first, Y.encodeStateAsUpdate(docs.matter)).touched).toEqual(['title'])
  })

  it.each([
    [1, 2],
    [2, 1],
  ])('a value set without knowing another is told with the one that lost, whichever stands (%i, %i)', (one, two) => {
    const [agent, expert, hall] = [desk('8001', one), desk('9001', two), server()]
    agent.set('first')
    hall.take(agent.out(), '8001')
    expert.take(hall.state)
    expert.out()
    expert.set('theirs', 5)
    hall.take(expert.out(), '9001')
    agent.set('mine', 6)
    hall.take(agent.out(), '8001')
    const stands = hall.value()
    expect(['mine', 'theirs']).toContain(stands)
    expect(hall.notes.clashes).toMatchObject([
      stands === 'mine' ? { value: 'theirs', by: '9001', at: 5 } : { value: 'mine', by: '8001', at: 6 },
    ])
  })

  it('a value set by who saw the other one loses nothing', () => {
    const [agent, expert, hall] = [desk('8001', 1), desk('9001', 2), server()]
    agent.set('first')
    hall.take(agent.out(), '8001')
    expert.take(hall.state)
    expert.out()
    expert.set('second')
    hall.take(expert.out(), '9001')
    expect(hall.notes.clashes).toEqual([])
    agent.take(hall.state)
    agent.out()
    agent.set('third')
    agent.set('fourth')
    hall.take(agent.out(), '8001')
    expect(hall.notes.clashes).toEqual([])
  })

  it('the same value set twice at once is no clash, and an answered clash is gone', () => {
    const [agent, expert, hall] = [desk('8001', 1), desk('9001', 2), server()]
    agent.set('same')
    expert.set('same')
    hall.take(agent.out(), '8001')
    hall.take(expert.out(), '9001')
    expect(hall.notes.clashes).toEqual([])
    const [a, b, other] = [desk('8001', 1), desk('9001', 2), server()]
    a.set('mine', 3)
    b.set('theirs', 4)
    other.take(a.out(), '8001')
    other.take(b.out(), '9001')
    const [clash] = other.notes.clashes
    if (!clash) throw new Error('no clash')
    a.take(other.state)
    a.out()
    settleClash(a.docs, clash, { authorship: { by: '8001', at: 9, source: 'typed' }, value: clash.value })
    other.take(a.out(), '8001')
    expect(other.notes.clashes).toEqual([])
    expect(other.value()).toBe(clash.value)
  })

  it('no value is lost without a word: each one stands, is shown as lost, or was replaced by somebody who knew it', () => {
    const act = fc.record({ who: fc.nat(2), kind: fc.constantFrom('set', 'out', 'take') })
    fc.assert(
      fc.property(fc.array(act, { maxLength: 40 }), fc.shuffledSubarray([1, 2, 3], { minLength: 3 }), (acts, ids) => {
        const seats = ['8001', '9001', '7001']
        const desks = seats.map((seat, n) => desk(seat, ids[n] ?? n))
        const hall = server()
        const queues: Uint8Array[][] = [[], [], []]
        /** The last value each seat set, until it sees it replaced by somebody who had seen it. */
        const wanted = new Map<string, string>()
        let count = 0
        const flush = (n: number) => {
          for (const update of queues[n]?.splice(0) ?? []) hall.take(update, seats[n] ?? '')
        }
        for (const { who, kind } of acts) {
          const one = desks[who] as (typeof desks)[number]
          const seat = seats[who] ?? ''
          if (kind === 'set') {
            const seen = (one.docs.matter.getMap('fields').get('leadUnit') as { value?: string } | undefined)?.value
            for (const [other, value] of wanted) if (value === seen) wanted.delete(other)
            count += 1
            one.set(`v${count}`, count)
            queues[who]?.push(one.out())
            wanted.set(seat, `v${count}`)
          }
          if (kind === 'out') flush(who)
          if (kind === 'take' && hall.state.length > 0) {
            one.take(hall.state)
            one.out()
          }
        }
        for (const n of seats.keys()) flush(n)
        const shown = new Set(hall.notes.clashes.map(({ value }) => value))
        for (const value of wanted.values()) expect(value === hall.value() || shown.has(value)).toBe(true)
      }),
      { numRuns: 120 },
    )
  })
})
