import type { SpeechSegment } from '#shared/contract/speech.schema.ts'
import type { Clock } from '#shared/kit/clock.ts'
import { createDisposerList } from '#shared/kit/disposable.ts'
import { createTalker } from '../citizens/talker.ts'
import type { ExpertVoice } from '../citizens/voice-store.ts'
import type { PartyCall } from '../party/party-call.ts'
import {
  type ExpertEffect,
  type ExpertEnd,
  type ExpertEvent,
  type ExpertUtterance,
  startExpert,
  stepExpert,
  usualExpert,
} from './expert.machine.ts'

export interface ExpertCallParts {
  readonly voice: ExpertVoice
  readonly clock: Clock
  readonly onSegment: (segment: SpeechSegment) => void
  readonly onError: (error: unknown) => void
  /** Once, when the call is down. */
  readonly onOver: (how: ExpertEnd) => void
}

/** An expert's call while it lives. */
export interface ExpertCall {
  /** The sandbox closes: hang up now. */
  tell(): void
}

/** Takes an incoming call and plays the expert until it is down. */
export function takeExpertCall(call: PartyCall, parts: ExpertCallParts): ExpertCall {
  const { voice, clock, onSegment, onError } = parts
  const temper = usualExpert(voice.lines.length)
  const open = createDisposerList()
  let state = startExpert(temper, clock.now())
  let cancelTimer = () => {}

  const dispatch = (event: ExpertEvent) => {
    const step = stepExpert(temper, state, event)
    state = step.state
    cancelTimer()
    for (const effect of step.effects) act(effect)
    if (state.phase === 'over' || !Number.isFinite(state.wakeAt)) return
    const wait = Math.max(0, state.wakeAt - clock.now())
    cancelTimer = clock.after(wait, () => dispatch({ type: 'time', at: clock.now() }))
  }
  const act = (effect: ExpertEffect) => {
    if (effect.type === 'say') talker.say(soundOf(effect.what))
    else if (effect.type === 'answer') call.answer().catch(onError)
    else call.hangUp().catch(onError)
  }
  const soundOf = (what: ExpertUtterance) => {
    const line = what.kind === 'line' ? voice.lines[what.index] : voice.manners[what.kind]
    if (!line) throw new RangeError('a line without sound')
    return line
  }
  const talker = createTalker({
    leg: 'expert',
    clock,
    onSegment,
    onTalking: (on, at) => dispatch({ type: 'talking', on, at }),
    onSpoken: (at) => dispatch({ type: 'spoken', at }),
  })
  const end = () => {
    open.dispose()
    talker.stop()
    dispatch({ type: 'remote-ended', at: clock.now() })
    if (state.phase === 'over') parts.onOver(state.how)
  }
  call.sendAudio(talker.speak)
  open.add(call.onAudio(talker.hear))
  open.add(call.onHold((on) => dispatch({ type: 'hold', on, at: clock.now() })))
  open.add(
    call.states.on(({ kind }) => {
      if (kind === 'ended') end()
      if (kind !== 'established') return
      talker.setCallId(call.sipCallId)
      dispatch({ type: 'answered', at: clock.now() })
    }),
  )
  dispatch({ type: 'time', at: clock.now() })
  return { tell: () => dispatch({ type: 'told', at: clock.now() }) }
}
