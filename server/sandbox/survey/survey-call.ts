import type { Clock } from '#shared/kit/clock.ts'
import { createDisposerList } from '#shared/kit/disposable.ts'
import {
  type SurveyEffect,
  type SurveyEvent,
  type SurveyStep,
  type SurveyTimes,
  startSurvey,
  stepSurvey,
} from '#shared/survey/survey.machine.ts'
import type { SurveyOutcome } from '#shared/survey/survey-outcome.ts'
import { playUtterance, type UtterancePlayer } from '../citizens/utterance-player.ts'
import { frameMs } from '../citizens/voice-activity.rules.ts'
import type { SurveyVoice } from '../citizens/voice-store.ts'
import type { PartyCall } from '../party/party-call.ts'

export interface SurveyCallParts {
  readonly voice: SurveyVoice
  readonly times: SurveyTimes
  readonly clock: Clock
  readonly onError: (error: unknown) => void
  /** Once, as soon as it is known. */
  readonly onOutcome: (outcome: SurveyOutcome) => void
}

/** Takes a call and asks the question until there is an outcome; hangs up then. */
export function takeSurveyCall(call: PartyCall, parts: SurveyCallParts): void {
  const { voice, times, clock, onError } = parts
  const open = createDisposerList()
  let step: SurveyStep | null = null
  let player: UtterancePlayer | undefined
  let cancelTimer = () => {}

  const take = (next: SurveyStep) => {
    step = next
    cancelTimer()
    for (const effect of next.effects) act(effect)
    const { wakeAt } = next.state
    if (Number.isFinite(wakeAt))
      cancelTimer = clock.after(Math.max(0, wakeAt - clock.now()), () => dispatch({ type: 'time', at: clock.now() }))
  }
  const dispatch = (event: SurveyEvent) => {
    if (step) take(stepSurvey(times, step.state, event))
  }
  const act = (effect: SurveyEffect) => {
    if (effect.type === 'settle') parts.onOutcome(effect.outcome)
    else if (effect.type === 'hang-up') call.hangUp().catch(onError)
    else {
      // An announcement is no talk: nobody's transcript shows it.
      const line = voice[effect.prompt]
      player = playUtterance({ line, leg: 'agent', sipCallId: call.sipCallId, utterance: 0, onSegment: () => {} })
    }
  }
  const speak = (): Int16Array | null => {
    const at = clock.now()
    const turn = player?.next(at)
    if (turn?.last) {
      player = undefined
      dispatch({ type: 'played', at: at + frameMs })
    }
    return turn?.frame ?? null
  }
  call.sendAudio(speak)
  open.add(call.onKey((key) => dispatch({ type: 'key', key, at: clock.now() })))
  open.add(
    call.states.on(({ kind }) => {
      if (kind === 'established' && !step) take(startSurvey())
      if (kind !== 'ended') return
      open.dispose()
      dispatch({ type: 'gone', at: clock.now() })
    }),
  )
  call.answer().catch(onError)
}
