import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type SurveyEffect,
  type SurveyEvent,
  type SurveyState,
  startSurvey,
  stepSurvey,
  usualSurveyTimes as times,
} from '#shared/survey/survey.machine.ts'
import { gradeOfKey } from '#shared/survey/survey-outcome.ts'

type Input = { readonly type: 'key'; readonly key: string } | { readonly type: 'played' | 'silence' | 'gone' }

/** Plays inputs; `silence` is the time the machine waits for, and a moment more. */
function play(inputs: readonly Input[]) {
  let { state, effects }: { state: SurveyState; effects: readonly SurveyEffect[] } = startSurvey()
  const all = [...effects]
  let at = 0
  for (const input of inputs) {
    if (input.type === 'silence') at = Number.isFinite(state.wakeAt) ? state.wakeAt : at + times.wait
    const event = (input.type === 'silence' ? { type: 'time', at } : { ...input, at }) as SurveyEvent
    ;({ state, effects } = stepSurvey(times, state, event))
    all.push(...effects)
    at += 10
  }
  const told = all.map((effect) =>
    effect.type === 'play' ? effect.prompt : effect.type === 'settle' ? `=${effect.outcome}` : effect.type,
  )
  return { state, told }
}
const key = (pressed: string): Input => ({ type: 'key', key: pressed })
const played: Input = { type: 'played' }
const silence: Input = { type: 'silence' }
const gone: Input = { type: 'gone' }

describe('the survey', () => {
  it.each([
    ['a key after the question', [played, key('1'), played], ['ask', '=satisfied', 'thanks', 'hang-up']],
    ['a key into the question', [key('2'), played], ['ask', '=basically-satisfied', 'thanks', 'hang-up']],
    [
      'silence, then a key',
      [played, silence, played, key('3'), played],
      ['ask', 'unheard', '=dissatisfied', 'thanks', 'hang-up'],
    ],
    [
      'a wrong key, then a right one',
      [key('7'), key('1'), played],
      ['ask', 'wrong', '=satisfied', 'thanks', 'hang-up'],
    ],
    [
      'silence three times',
      [played, silence, played, silence, played, silence, played],
      ['ask', 'unheard', 'unheard', '=no-answer', 'bye', 'hang-up'],
    ],
    [
      'wrong keys three times',
      [key('9'), key('#'), key('*'), played],
      ['ask', 'wrong', 'wrong', '=no-answer', 'bye', 'hang-up'],
    ],
    ['who hangs up at once', [gone], ['ask', '=hung-up']],
    ['who hangs up during the thanks', [key('1'), gone], ['ask', '=satisfied', 'thanks']],
    ['a second key', [key('1'), key('3'), played], ['ask', '=satisfied', 'thanks', 'hang-up']],
  ] as const)('%s', (_, inputs, told) => {
    expect(play(inputs).told).toEqual(told)
  })

  it('asks three times at most, settles once and before it hangs up, and takes the first right key', () => {
    const input = fc.oneof<fc.Arbitrary<Input>[]>(
      fc.constantFrom(played, silence, gone),
      fc.constantFrom(...'0123456789*#ABCD', '', '12').map(key),
    )
    fc.assert(
      fc.property(fc.array(input, { maxLength: 30 }), (inputs) => {
        const { told, state } = play(inputs)
        expect(told.filter((one) => ['ask', 'unheard', 'wrong'].includes(one)).length).toBeLessThanOrEqual(times.asks)
        const settled = told.filter((one) => one.startsWith('='))
        expect(settled.length).toBeLessThanOrEqual(1)
        expect(state.phase === 'parting' || state.phase === 'over').toBe(settled.length === 1)
        if (told.includes('hang-up')) expect(told.indexOf('hang-up')).toBe(told.length - 1)
        const first = inputs.findIndex((one) => one.type === 'key' && gradeOfKey(one.key) !== null)
        if (
          first >= 0 &&
          play(inputs.slice(0, first)).state.phase !== 'parting' &&
          !inputs.slice(0, first).includes(gone)
        ) {
          const { state: before } = play(inputs.slice(0, first))
          const pressed = inputs[first]
          if (before.phase !== 'over' && pressed?.type === 'key')
            expect(settled).toEqual([`=${gradeOfKey(pressed.key)}`])
        }
      }),
    )
  })

  it('always ends, whatever was pressed, once prompts are played and time goes by', () => {
    const input = fc.constantFrom<Input[]>(played, silence, key('5'), key('1'))
    fc.assert(
      fc.property(fc.array(input, { maxLength: 20 }), (inputs) => {
        const rest = Array.from({ length: 8 }, (_, index) => (index % 2 === 0 ? played : silence))
        expect(play([...inputs, ...rest]).state.phase).toBe('over')
      }),
    )
  })
})
