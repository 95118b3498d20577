import { describe, expect, it } from 'vitest'
import { type MixerLeg, type MixerState, matrix, type SoundSink, type SoundSource } from '#shared/telephony/matrix.ts'

const ids = ['a', 'b', 'c', 'd'] as const

/** Every state of up to four legs: 1 + 8 + 64 + 512 + 4096 sets of legs, times mute, private talk and tone. */
function* allStates(): Generator<MixerState> {
  for (let count = 0; count <= ids.length; count += 1) {
    for (let bits = 0; bits < 8 ** count; bits += 1) {
      const legs: MixerLeg[] = ids.slice(0, count).map((id, index) => {
        const own = (bits >> (index * 3)) & 7
        return { id, live: (own & 1) === 1, held: (own & 2) === 2, muted: (own & 4) === 4 }
      })
      for (const microphoneMuted of [false, true])
        for (const privateWith of [null, ...ids.slice(0, count)])
          for (const toneTo of ['nobody', 'ear', 'everyone'] as const)
            yield { legs, microphoneMuted, privateWith, toneTo }
    }
  }
}
const table = (state: MixerState) => {
  const cells = new Map<string, number>()
  for (const edge of matrix(state)) cells.set(`${edge.source}>${edge.sink}`, edge.gain)
  return (source: SoundSource, sink: SoundSink) => cells.get(`${source}>${sink}`)
}
const leg = (id: string, more: Partial<MixerLeg> = {}): MixerLeg => ({
  id,
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
      if (names.size !== edges.length || edges.length !== n * (n + 1) + 2 + 2 * n)
        expect.fail(`cells of ${JSON.stringify(state)}`)
      if (edges.some((edge) => (edge.source as string) === edge.sink)) expect.fail(`echo in ${JSON.stringify(state)}`)
      if (names.has('microphone>ear') || names.has('tone>recogniser')) expect.fail('a cell that must not be')
    }
    expect(states).toBeGreaterThan(100_000)
  })

  it('keeps row and column of a held, ringing or ended leg at zero, in every state', () => {
    for (const state of allStates()) {
      const shut = new Set<string>(state.legs.filter((each) => each.held || !each.live).map((each) => `leg:${each.id}`))
      const open = matrix(state).find((edge) => edge.gain > 0 && (shut.has(edge.source) || shut.has(edge.sink)))
      if (open) expect.fail(`${open.source} reaches ${open.sink} in ${JSON.stringify(state)}`)
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

  it('leaves nothing open but the two who talk in a private talk, in every state', () => {
    for (const state of allStates()) {
      if (state.privateWith === null) continue
      const allowed = new Set<string>([`leg:${state.privateWith}`, 'microphone', 'tone', 'ear', 'recogniser'])
      const open = matrix(state).find((edge) => edge.gain > 0 && !(allowed.has(edge.source) && allowed.has(edge.sink)))
      if (open) expect.fail(`${open.source} reaches ${open.sink} in ${JSON.stringify(state)}`)
    }
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
