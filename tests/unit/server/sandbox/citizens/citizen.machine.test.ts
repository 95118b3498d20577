import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type CitizenEffect,
  type CitizenState,
  startCitizen,
  stepCitizen,
  type Temper,
  type Utterance,
} from '#server/sandbox/citizens/citizen.machine.ts'

const temper: Temper = {
  lines: 3,
  patience: 60_000,
  greetAfter: 3000,
  reaction: 500,
  silence: 4000,
  goodbye: 5000,
  lonely: 20_000,
  longestHold: 240_000,
  longest: 900_000,
}

/** Plays a call: `agent` says when (ms) the agent talks or holds; each utterance lasts 2 s. Time moves as the machine asks. */
function play(agent: readonly { at: number; do: 'talk' | 'stop' | 'hold' | 'resume' }[], own: Temper = temper) {
  const said: { at: number; what: Utterance; agentTalking: boolean; onHold: boolean }[] = []
  const effects: CitizenEffect['type'][] = []
  let state: CitizenState = startCitizen(own, 0)
  let [agentTalking, onHold, now] = [false, false, 0]
  let speakingUntil = Number.POSITIVE_INFINITY
  const take = (event: Parameters<typeof stepCitizen>[2]) => {
    const step = stepCitizen(own, state, event)
    state = step.state
    for (const effect of step.effects) {
      effects.push(effect.type)
      if (effect.type !== 'say') continue
      said.push({ at: event.at, what: effect.what, agentTalking, onHold })
      speakingUntil = event.at + 2000
    }
  }
  take({ type: 'answered', at: 0 })
  const script = [...agent].sort((one, other) => one.at - other.at)
  for (let turns = 0; state.phase !== 'over' && turns < 10_000; turns += 1) {
    const first = script[0]
    now = Math.min(first?.at ?? Number.POSITIVE_INFINITY, speakingUntil, state.wakeAt)
    if (first && first.at === now) {
      script.shift()
      if (first.do === 'talk' || first.do === 'stop') {
        agentTalking = first.do === 'talk'
        take({ type: 'agent', talking: agentTalking, at: now })
      } else {
        onHold = first.do === 'hold'
        agentTalking = false
        take({ type: 'hold', on: onHold, at: now })
      }
    } else if (speakingUntil === now) {
      speakingUntil = Number.POSITIVE_INFINITY
      take({ type: 'spoken', at: now })
    } else take({ type: 'time', at: now })
  }
  return { said, effects, state, now }
}

const words = (said: readonly { what: Utterance }[]) =>
  said.map(({ what }) => (what.kind === 'line' ? what.index : what.kind))

describe('a scripted citizen', () => {
  it('answers each time the agent has finished, and says goodbye after the last line', () => {
    const agent = [0, 5000, 10_000, 15_000].flatMap((at) => [
      { at, do: 'talk' as const },
      { at: at + 1500, do: 'stop' as const },
    ])
    const { said, state } = play(agent)
    expect(said.map(({ at }) => at)).toEqual([2000, 7000, 12_000, 21_500])
    expect(words(said)).toEqual([0, 1, 2, 'bye'])
    expect(state).toMatchObject({ phase: 'over', how: 'finished' })
  })

  it('greets into silence after 3 s, goes on unasked after a pause, and asks whether anybody hears', () => {
    const { said, effects } = play([])
    expect(said[0]).toMatchObject({ at: 3000, what: { kind: 'greet' } })
    expect(said[1]).toMatchObject({ at: 9000, what: { kind: 'line', index: 0 } })
    expect(words(said)).toEqual(['greet', 0, 'check', 1, 2, 'bye'])
    expect(effects.at(-1)).toBe('hang-up')
  })

  it('answers the agent who began to talk while the citizen still spoke', () => {
    const { said } = play([
      { at: 0, do: 'talk' },
      { at: 1000, do: 'stop' },
      { at: 3000, do: 'talk' },
      { at: 6000, do: 'stop' },
    ])
    expect(said[1]).toMatchObject({ at: 6500, what: { kind: 'line', index: 1 } })
  })

  it('waits in silence while on hold, and hangs up when the hold does not end', () => {
    const { said, state, now } = play([{ at: 1000, do: 'hold' }])
    expect(said).toEqual([])
    expect(state).toMatchObject({ phase: 'over', how: 'too-long' })
    expect(now).toBe(241_000)
  })

  it('gives up the queue when its patience is over', () => {
    const waiting = startCitizen(temper, 0)
    expect(stepCitizen(temper, waiting, { type: 'time', at: 59_999 })).toEqual({ state: waiting, effects: [] })
    expect(stepCitizen(temper, waiting, { type: 'time', at: 60_000 })).toMatchObject({
      state: { phase: 'over', how: 'abandoned' },
      effects: [{ type: 'give-up' }],
    })
  })

  it('hangs up when told, from any phase, and does nothing afterwards', () => {
    const waiting = startCitizen(temper, 0)
    const answered = stepCitizen(temper, waiting, { type: 'answered', at: 10 }).state
    expect(stepCitizen(temper, waiting, { type: 'told', at: 20 }).effects).toEqual([{ type: 'give-up' }])
    const over = stepCitizen(temper, answered, { type: 'told', at: 20 })
    expect(over.effects).toEqual([{ type: 'hang-up' }])
    expect(stepCitizen(temper, over.state, { type: 'told', at: 30 }).effects).toEqual([])
  })

  it('always ends, says its lines once each in order, and never begins over the agent or on hold', () => {
    const moves = fc.array(
      fc.record({ at: fc.integer({ min: 0, max: 200_000 }), do: fc.constantFrom('talk', 'stop', 'hold', 'resume') }),
      { maxLength: 60 },
    )
    fc.assert(
      fc.property(moves, fc.integer({ min: 1, max: 8 }), (agent, lines) => {
        const { said, state, effects } = play(agent, { ...temper, lines })
        expect(state.phase).toBe('over')
        expect(effects.filter((effect) => effect === 'hang-up')).toHaveLength(1)
        expect(said.filter((one) => one.agentTalking || one.onHold)).toEqual([])
        const indexes = said.flatMap(({ what }) => (what.kind === 'line' ? [what.index] : []))
        expect(indexes).toEqual(indexes.map((_, index) => index))
        if (state.phase === 'over' && state.how === 'finished') expect(indexes).toHaveLength(lines)
      }),
      { numRuns: 300 },
    )
  })
})
