import type { SpeechSegment } from '#shared/contract/speech.schema.ts'
import type { Clock } from '#shared/kit/clock.ts'
import {
  type CitizenEffect,
  type CitizenEnd,
  type CitizenEvent,
  startCitizen,
  stepCitizen,
  type Temper,
  type Utterance,
} from './citizen.machine.ts'
import type { Dial, LineNews } from './line-port.ts'
import { createTalker } from './talker.ts'
import type { CitizenVoice } from './voice-store.ts'

export interface CitizenCallOptions {
  readonly user: string
  readonly voice: CitizenVoice
  readonly temper: Temper
  readonly dial: Dial
  readonly clock: Clock
  readonly onSegment: (segment: SpeechSegment) => void
  /** Once, when the line is down. */
  readonly onOver: (how: CitizenEnd) => void
}

/** A citizen's call while it lives. */
export interface CitizenCall {
  /** The sandbox closes: hang up now. */
  tell(): void
}

/** Places the call and plays the citizen until the line is down. */
export function placeCitizenCall(options: CitizenCallOptions): CitizenCall {
  const { clock, temper, voice, onSegment } = options
  let state = startCitizen(temper, clock.now())
  let cancelTimer = () => {}

  const dispatch = (event: CitizenEvent) => {
    const step = stepCitizen(temper, state, event)
    state = step.state
    cancelTimer()
    for (const effect of step.effects) act(effect)
    if (state.phase !== 'over' && Number.isFinite(state.wakeAt)) {
      cancelTimer = clock.after(Math.max(0, state.wakeAt - clock.now()), () =>
        dispatch({ type: 'time', at: clock.now() }),
      )
    }
  }
  const act = (effect: CitizenEffect) => {
    if (effect.type === 'say') talker.say(soundOf(effect.what))
    else line.hangUp()
  }
  const soundOf = (what: Utterance) => {
    const spoken = what.kind === 'line' ? voice.lines[what.index] : voice.manners[what.kind]
    if (!spoken) throw new RangeError('a line without sound')
    return spoken
  }
  const talker = createTalker({
    leg: 'caller',
    clock,
    onSegment,
    onTalking: (talking, at) => dispatch({ type: 'agent', talking, at }),
    onSpoken: (at) => dispatch({ type: 'spoken', at }),
  })
  const hear = (news: LineNews) => {
    const at = clock.now()
    if (news.type === 'sound') talker.hear(news.samples)
    else if (news.type === 'hold') dispatch({ type: 'hold', on: news.on, at })
    else if (news.type === 'answered') {
      talker.setCallId(news.sipCallId)
      dispatch({ type: 'answered', at })
      // The answer crossed the citizen's giving up.
      if (state.phase === 'over') line.hangUp()
    } else {
      talker.stop()
      dispatch({ type: news.cause === 'over' ? 'remote-ended' : 'failed', at })
      if (state.phase === 'over') options.onOver(state.how)
    }
  }
  const line = options.dial(options.user, { hear, speak: talker.speak })
  dispatch({ type: 'time', at: clock.now() })
  return { tell: () => dispatch({ type: 'told', at: clock.now() }) }
}
