import { levelOf, silenceLevel } from './sound-level.ts'
import { frameMs, hearFrame, silentVoice } from './voice-activity.rules.ts'

/** Sound that stays away longer than this is silence (hold, mute without packets); shorter gaps are late packets on a busy machine. */
const soundGap = 10 * frameMs

/** Hears whether the agent talks. */
export interface AgentEar {
  /** 20 ms of sound came. */
  sound(samples: Int16Array, at: number): void
  /** Said every 20 ms: notices that none comes. */
  tick(at: number): void
}

/** Tells each time the agent begins or ends. */
export function createAgentEar(onTalking: (talking: boolean) => void): AgentEar {
  let activity = silentVoice
  let last = 0
  const listen = (level: number) => {
    const before = activity.talking
    activity = hearFrame(activity, level)
    if (activity.talking !== before) onTalking(activity.talking)
  }
  return {
    sound(samples, at) {
      last = at
      listen(levelOf(samples))
    },
    tick(at) {
      if (at - last > soundGap) listen(silenceLevel)
    },
  }
}
