import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type ExpertEvent,
  type ExpertState,
  type ExpertUtterance,
  startExpert,
  stepExpert,
  usualExpert,
} from '#server/sandbox/experts/expert.machine.ts'

const temper = usualExpert(3)

/** Plays events at their times, waking the expert when it asks for it; words take 2 s. */
function play(events: readonly Omit<ExpertEvent, 'at'>[], gaps: readonly number[], after = 0) {
  let state: ExpertState = startExpert(temper, 0)
  const said: ExpertUtterance[] = []
  const effects: string[] = []
  const talkingAtSay: boolean[] = []
  let [at, spokenAt, talking] = [0, Number.POSITIVE_INFINITY, false]
  const step = (event: ExpertEvent) => {
    if (event.type === 'talking') talking = event.on
    if (event.type === 'hold') talking = false
    const next = stepExpert(temper, state, event)
    state = next.state
    for (const effect of next.effects) {
      effects.push(effect.type)
      if (effect.type !== 'say') continue
      said.push(effect.what)
      talkingAtSay.push(talking)
      spokenAt = event.at + 2000
    }
  }
  const until = (end: number) => {
    for (;;) {
      const due = Math.min(spokenAt, state.wakeAt)
      if (due > end || state.phase === 'over') break
      at = Math.max(at, due)
      if (spokenAt <= at) {
        spokenAt = Number.POSITIVE_INFINITY
        step({ type: 'spoken', at })
      } else step({ type: 'time', at })
    }
    at = end
  }
  for (const [index, event] of events.entries()) {
    until(at + (gaps[index] ?? 0))
    step({ ...event, at } as ExpertEvent)
  }
  until(at + after)
  return { state, said, effects, talkingAtSay }
}

const words = (said: readonly ExpertUtterance[]) =>
  said.map((one) => (one.kind === 'line' ? `line ${one.index}` : one.kind))
const turn = [
  { type: 'talking', on: true },
  { type: 'talking', on: false },
] as const

describe('a scripted expert', () => {
  it('lets it ring 2 s, answers, introduces itself, and says one line a turn, then nods', () => {
    const { said, effects } = play(
      [{ type: 'answered' }, ...turn, ...turn, ...turn, ...turn],
      [2500, 4000, 1000, 4000, 1000, 4000, 1000, 4000, 1000],
      1000,
    )
    expect(effects[0]).toBe('answer')
    expect(words(said)).toEqual(['intro', 'line 0', 'line 1', 'line 2', 'nod'])
  })

  it('asks twice whether anybody is there, then says goodbye and hangs up', () => {
    const { said, effects, state } = play([{ type: 'answered' }], [2500], 200_000)
    expect(words(said)).toEqual(['intro', 'check', 'bye'])
    expect(effects.at(-1)).toBe('hang-up')
    expect(state).toMatchObject({ phase: 'over', how: 'alone' })
  })

  it('goes on with its lines when the call has another far end', () => {
    const { said } = play(
      [{ type: 'answered' }, ...turn, { type: 'answered' }, ...turn],
      [2500, 4000, 1000, 4000, 500, 1000],
      4000,
    )
    expect(words(said)).toEqual(['intro', 'line 0', 'line 1'])
  })

  it('never begins while others talk or hold it, says each line once and in order, and always ends', () => {
    const event = fc.constantFrom<Omit<ExpertEvent, 'at'> & { on?: boolean }>(
      { type: 'answered' },
      { type: 'talking', on: true },
      { type: 'talking', on: false },
      { type: 'hold', on: true },
      { type: 'hold', on: false },
      { type: 'time' },
    )
    const gap = fc.oneof(fc.integer({ min: 0, max: 5000 }), fc.integer({ min: 0, max: 400_000 }))
    fc.assert(
      fc.property(fc.array(fc.tuple(event, gap), { maxLength: 40 }), (list) => {
        const events = [{ type: 'answered' } as const, ...list.map(([one]) => one)]
        const gaps = [2500, ...list.map(([, one]) => one)]
        const { said, talkingAtSay, state } = play(events, gaps, temper.longest + 1)
        expect(talkingAtSay).not.toContain(true)
        const lines = said.flatMap((one) => (one.kind === 'line' ? [one.index] : []))
        expect(lines).toEqual(lines.map((_, index) => index))
        expect(said.slice(1).map(({ kind }) => kind)).not.toContain('intro')
        expect(state.phase).toBe('over')
      }),
    )
  })
})
