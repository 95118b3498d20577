import { silenceLevel } from './sound-level.ts'

/** Tells speech from silence and from steady sound by its level; fed one 20 ms frame after another. */
export interface VoiceActivity {
  readonly talking: boolean
  /** Levels of the last seconds, oldest first, dBFS. */
  readonly recent: readonly number[]
  /** The loudest lately, dBFS: rises at once, falls slowly; what is far below it is an echo or a tail. */
  readonly peak: number
  /** How sure it is that somebody speaks: grows with each loud frame, shrinks with each quiet one. */
  readonly score: number
}

export const frameMs = 20
const rules = {
  /** dB above the background that count as speech. */
  margin: 12,
  /** Nothing quieter than this is speech, dBFS. */
  quietest: -48,
  /** Frames in which speech surely pauses for breath: 3 s. What never does is background: a fan, hum, a hall. */
  memory: 150,
  /** Frames before anything is known of the background: half a second. */
  least: 25,
  /** Share of frames that are quiet in any speech; a steady sound keeps fewer, though packets come late now and then. */
  pauses: 0.12,
  /** dB below the peak that still count as speech, and dB a frame the peak falls: 6 dB a second. */
  range: 22,
  fall: 0.12,
  /** Score from which it is speech: 80 ms of sound, so that clicks and beeps are none. */
  onset: 4,
  /** Score with which speech begins, and its most. */
  full: 12,
  /** Taken off by a quiet frame: from full to nothing in 700 ms, so that breaths end nothing and a beep now and then keeps nothing up. */
  decay: 12 / 35,
}

export const silentVoice: VoiceActivity = { talking: false, recent: [], peak: -90, score: 0 }

/** The level of what is always there, dBFS; a lost packet now and then does not count. */
function background(recent: readonly number[]): number {
  if (recent.length < rules.least) return silenceLevel
  const sorted = [...recent].sort((one, other) => one - other)
  return sorted[Math.floor(recent.length * rules.pauses)] ?? silenceLevel
}

/** The next state, given the level of the next frame in dBFS. */
export function hearFrame(before: VoiceActivity, level: number): VoiceActivity {
  const recent = [...before.recent, level].slice(-rules.memory)
  const peak = Math.max(level, before.peak - rules.fall)
  const loud = level > Math.max(rules.quietest, background(before.recent) + rules.margin, before.peak - rules.range)
  const score = Math.max(0, Math.min(rules.full, before.score + (loud ? 1 : -rules.decay)))
  // Less than a quiet frame's worth is nothing: sums of fractions are not exact.
  if (before.talking) return { talking: score >= rules.decay / 2, recent, peak, score }
  const begins = score >= rules.onset
  return { talking: begins, recent, peak, score: begins ? rules.full : score }
}
