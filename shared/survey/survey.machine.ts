import { gradeOfKey, type SurveyOutcome } from './survey-outcome.ts'

/** What the citizen is told: the question (for the first time, after silence, after a wrong key), or how it ends. */
export type SurveyPrompt = 'ask' | 'unheard' | 'wrong' | 'thanks' | 'bye'

/** Times in milliseconds. */
export interface SurveyTimes {
  /** From the end of the question to its repetition. */
  readonly wait: number
  /** How often the question is asked at most. */
  readonly asks: number
}

export const usualSurveyTimes: SurveyTimes = { wait: 6000, asks: 3 }

/** `asked`: how often the question was begun. A key counts from the first word of the question on. */
export type SurveyState =
  | { readonly phase: 'asking'; readonly asked: number; readonly wakeAt: number }
  | { readonly phase: 'waiting'; readonly asked: number; readonly wakeAt: number }
  | { readonly phase: 'parting'; readonly outcome: SurveyOutcome; readonly wakeAt: number }
  | { readonly phase: 'over'; readonly outcome: SurveyOutcome; readonly wakeAt: number }

/** `at` is milliseconds since the epoch. `played`: the last sample of the prompt was sent. */
export type SurveyEvent = { readonly at: number } & (
  | { readonly type: 'played' | 'time' | 'gone' }
  | { readonly type: 'key'; readonly key: string }
)

/** `settle` comes exactly once, as soon as the outcome is known. */
export type SurveyEffect =
  | { readonly type: 'play'; readonly prompt: SurveyPrompt }
  | { readonly type: 'settle'; readonly outcome: SurveyOutcome }
  | { readonly type: 'hang-up' }

export interface SurveyStep {
  readonly state: SurveyState
  readonly effects: readonly SurveyEffect[]
}

const never = Number.POSITIVE_INFINITY
const stay = (state: SurveyState): SurveyStep => ({ state, effects: [] })
const ask = (asked: number, prompt: SurveyPrompt): SurveyStep => ({
  state: { phase: 'asking', asked, wakeAt: never },
  effects: [{ type: 'play', prompt }],
})
const part = (outcome: SurveyOutcome, prompt: SurveyPrompt): SurveyStep => ({
  state: { phase: 'parting', outcome, wakeAt: never },
  effects: [
    { type: 'settle', outcome },
    { type: 'play', prompt },
  ],
})

/** The citizen is there. */
export const startSurvey = (): SurveyStep => ask(1, 'ask')

/** What the survey does next. */
export function stepSurvey(times: SurveyTimes, state: SurveyState, event: SurveyEvent): SurveyStep {
  if (state.phase === 'over') return stay(state)
  if (state.phase === 'parting') return stepParting(state, event)
  if (event.type === 'gone')
    return {
      state: { phase: 'over', outcome: 'hung-up', wakeAt: never },
      effects: [{ type: 'settle', outcome: 'hung-up' }],
    }
  if (event.type === 'key') {
    const grade = gradeOfKey(event.key)
    return grade ? part(grade, 'thanks') : again(times, state.asked, 'wrong')
  }
  if (event.type === 'played') {
    const wakeAt = event.at + times.wait
    return stay(state.phase === 'asking' ? { phase: 'waiting', asked: state.asked, wakeAt } : state)
  }
  return event.at >= state.wakeAt ? again(times, state.asked, 'unheard') : stay(state)
}

const again = (times: SurveyTimes, asked: number, prompt: SurveyPrompt): SurveyStep =>
  asked < times.asks ? ask(asked + 1, prompt) : part('no-answer', 'bye')

function stepParting(state: Extract<SurveyState, { phase: 'parting' }>, { type }: SurveyEvent): SurveyStep {
  const over: SurveyState = { phase: 'over', outcome: state.outcome, wakeAt: never }
  if (type === 'gone') return stay(over)
  return type === 'played' ? { state: over, effects: [{ type: 'hang-up' }] } : stay(state)
}
