import { describe, expect, it } from 'vitest'
import {
  type LegRole,
  legRoles,
  type MixerEdge,
  type MixerLeg,
  type MixerState,
  matrix,
  type SoundSink,
  type SoundSource,
} from '#shared/telephony/matrix.ts'

const ids = ['a', 'b', 'c', 'd'] as const

/** A leg that rings or is over, and a live one held or not, muted or not. */
const standings: readonly Pick<MixerLeg, 'live' | 'held' | 'muted'>[] = [
  { live: false, held: false, muted: false },
  { live: true, held: false, muted: false },
  { live: true, held: true, muted: false },
  { live: true, held: false, muted: true },
  { live: true, held: true, muted: true },
]

/** Every state of up to three parties and beside them nobody, one more party or a lead in each role; times mute, private talk and tone. */
function* allStates(): Generator<MixerState> {
  for (let count = 0; count <= ids.length; count += 1) {
    const roles: readonly LegRole[] = count === 0 ? ['party'] : legRoles
    for (const role of roles)
      for (let number = 0; number < standings.length ** count; number += 1) {
        const legs = ids.slice(0, count).map((id, index): MixerLeg => {
          const own = standings[Math.floor(number / standings.length ** index) % standings.length] ?? standings[0]
          return { id, role: index === count - 1 ? role : 'party', live: false, held: false, muted: false, ...own }
        })
        for (const microphoneMuted of [false, true])
          for (const privateWith of [null, ...ids.slice(0, count)])
            for (const toneTo of ['nobody', 'ear', 'everyone'] as const)
              yield { legs, microphoneMuted, privateWith, toneTo }
      }
  }
}
const some = (state: MixerState, wanted: (edge: MixerEdge) => boolean): void => {
  const open = matrix(state).find((edge) => edge.gain > 0 && wanted(edge))
  if (open) expect.fail(`${open.source} reaches ${open.sink} in ${JSON.stringify(state)}`)
}
const named = (legs: readonly MixerLeg[]): ReadonlySet<string> => new Set(legs.map(({ id }) => `leg:${id}`))
const table = (state: MixerState) => {
  const cells = new Map<string, number>()
  for (const edge of matrix(state)) cells.set(`${edge.source}>${edge.sink}`, edge.gain)
  return (source: SoundSource, sink: SoundSink) => cells.get(`${source}>${sink}`)
}
const leg = (id: string, more: Partial<MixerLeg> = {}): MixerLeg => ({
  id,
  role: 'party',
  live: true,
  held: false,
  muted: false,
  ...more,
})
const calm: MixerState = { legs: [], microphoneMuted: false, privateWith: null, toneTo: 'nobody' }

describe('the matrix', () => {
  it('has, in every state of up to four legs, one cell a pair and none from a party to itself', () => {
    let states = 0
    for (const state of allStates()) {
      states += 1
      const edges = matrix(state)
      const names = new Set(edges.map((edge) => `${edge.source}>${edge.sink}`))
      const n = state.legs.length
      if (names.size !== edges.length || edges.length !== n * (n + 2) + 2 + 2 * n)
        expect.fail(`cells of ${JSON.stringify(state)}`)
      if (edges.some((edge) => (edge.source as string) === edge.sink)) expect.fail(`echo in ${JSON.stringify(state)}`)
      for (const none of ['microphone>ear', 'tone>recogniser', 'music>recogniser', 'music>ear'])
        if (names.has(none)) expect.fail(`a cell that must not be: ${none}`)
    }
    expect(states).toBeGreaterThan(80_000)
  })

  it('keeps the row of a held, ringing or ended leg at zero, and its column but for the music of one that waits', () => {
    for (const state of allStates()) {
      const shut = named(state.legs.filter((each) => each.held || !each.live))
      const dead = named(state.legs.filter((each) => !each.live || each.role !== 'party'))
      some(state, ({ source, sink }) => shut.has(source) || (shut.has(sink) && (source !== 'music' || dead.has(sink))))
    }
  })

  it('plays music to a party that is there and does not talk, and never to one that talks or to a lead', () => {
    for (const state of allStates()) {
      const cells = matrix(state).filter(({ source }) => source === 'music')
      const talking = new Set<string>(
        matrix(state).flatMap(({ source, sink, gain }) => (sink === 'ear' && gain > 0 ? [source] : [])),
      )
      for (const each of state.legs) {
        const wanted = each.role === 'party' && each.live && !talking.has(`leg:${each.id}`) ? 1 : 0
        if (cells.find(({ sink }) => sink === `leg:${each.id}`)?.gain !== wanted)
          expect.fail(`music to ${each.id} in ${JSON.stringify(state)}`)
      }
    }
  })

  it('plays no music to a leg that leads to several, and changes nothing else for it, in every state', () => {
    for (const state of allStates()) {
      const [first, ...others] = state.legs
      if (!first) continue
      const cells = matrix({ ...state, legs: [{ ...first, several: true }, ...others] })
      const before = matrix(state)
      expect(cells).toHaveLength(before.length)
      if (
        cells.some(({ source, sink, gain }, at) => {
          const quiet = source === 'music' && sink === `leg:${first.id}`
          return gain !== (quiet ? 0 : before[at]?.gain)
        })
      )
        expect.fail(JSON.stringify(state))
    }
  })

  it('shuts the microphone and nothing else when the agent is muted, in every state', () => {
    for (const state of allStates()) {
      if (!state.microphoneMuted) continue
      const unmuted = table({ ...state, microphoneMuted: false })
      for (const edge of matrix(state)) {
        const wanted = edge.source === 'microphone' ? 0 : unmuted(edge.source, edge.sink)
        if (edge.gain !== wanted) expect.fail(`${edge.source} to ${edge.sink} in ${JSON.stringify(state)}`)
      }
    }
  })

  it('leaves nothing of the other parties open in a private talk, in every state', () => {
    for (const state of allStates()) {
      if (state.privateWith === null) continue
      const others = named(state.legs.filter(({ id, role }) => role === 'party' && id !== state.privateWith))
      some(state, ({ source, sink }) => others.has(source) || (others.has(sink) && source !== 'music'))
    }
  })

  it('never lets a lead who listens be heard, and one who whispers by the agent alone', () => {
    for (const state of allStates()) {
      const listeners = named(state.legs.filter(({ role }) => role === 'listen'))
      const whisperers = named(state.legs.filter(({ role }) => role === 'whisper'))
      some(state, ({ source, sink }) => listeners.has(source) || (whisperers.has(source) && sink !== 'ear'))
    }
  })

  it('lets a lead hear exactly those the agent talks with, and the agent', () => {
    const legs = [leg('a'), leg('b', { held: true }), leg('c', { role: 'listen' })]
    const cell = table({ ...calm, legs })
    expect([cell('microphone', 'leg:c'), cell('leg:a', 'leg:c'), cell('leg:b', 'leg:c')]).toEqual([1, 1, 0])
    const apart = table({ ...calm, legs: [leg('a'), leg('b'), leg('c', { role: 'whisper' })], privateWith: 'b' })
    expect([apart('leg:a', 'leg:c'), apart('leg:b', 'leg:c'), apart('leg:c', 'ear')]).toEqual([0, 1, 1])
  })

  it('lets a lead who barges in talk with those the agent talks with', () => {
    const cell = table({ ...calm, legs: [leg('a'), leg('b'), leg('c', { role: 'barge' })], privateWith: 'a' })
    expect([cell('leg:c', 'leg:a'), cell('leg:a', 'leg:c'), cell('leg:c', 'leg:b')]).toEqual([1, 1, 0])
    expect([cell('leg:c', 'ear'), cell('leg:c', 'recogniser')]).toEqual([1, 1])
  })

  it('lets everyone hear everyone else in a conference of four', () => {
    const cell = table({ ...calm, legs: ids.slice(0, 3).map((id) => leg(id)) })
    for (const from of ['a', 'b', 'c'])
      for (const to of ['a', 'b', 'c']) if (from !== to) expect(cell(`leg:${from}`, `leg:${to}`)).toBe(1)
    for (const id of ['a', 'b', 'c']) {
      expect(cell('microphone', `leg:${id}`)).toBe(1)
      expect(cell(`leg:${id}`, 'ear')).toBe(1)
    }
  })

  it('keeps a muted party from the others while the agent still hears it', () => {
    const cell = table({ ...calm, legs: [leg('a', { muted: true }), leg('b')] })
    expect(cell('leg:a', 'leg:b')).toBe(0)
    expect(cell('leg:b', 'leg:a')).toBe(1)
    expect(cell('leg:a', 'ear')).toBe(1)
  })

  it('plays a tone to the agent alone or to all who talk', () => {
    const legs = [leg('a'), leg('b', { held: true })]
    expect(table({ ...calm, legs, toneTo: 'ear' })('tone', 'leg:a')).toBe(0)
    const all = table({ ...calm, legs, toneTo: 'everyone' })
    expect([all('tone', 'ear'), all('tone', 'leg:a'), all('tone', 'leg:b')]).toEqual([1, 1, 0])
  })
})
