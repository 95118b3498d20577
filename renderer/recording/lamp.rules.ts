import type { Leg } from '#shared/contract/phone/phone-messages.ts'
import type { LegRecordingState } from '#shared/recording/recording-state.ts'
import type { Tone } from '../ui/tone.ts'

/** Why the backend gave no leave to record; null: it did, or was not asked yet. */
export type NoLeave = 'off' | 'refused' | null

/** What the lamp says. */
export type LampWord = 'idle' | 'asking' | 'recording' | 'paused' | 'away' | 'refused' | 'failed' | 'off'

const tones: Readonly<Record<LampWord, Tone>> = {
  idle: 'grey',
  asking: 'amber',
  recording: 'green',
  paused: 'amber',
  away: 'amber',
  refused: 'red',
  failed: 'red',
  off: 'grey',
}
/** The worst of several legs is said: one that is not recorded must not hide behind one that is. */
const worstFirst: readonly LampWord[] = ['failed', 'refused', 'off', 'away', 'asking', 'recording', 'paused']

const wordOf = (state: LegRecordingState | null | undefined, noLeave: NoLeave): LampWord => {
  if (state == null) return noLeave ?? 'asking'
  return state === 'connecting' ? 'asking' : state
}

/** The lamp of all parties that talk. */
export function lampOf(legs: readonly Leg[], noLeave: NoLeave): { readonly word: LampWord; readonly tone: Tone } {
  const words = legs
    .filter(({ state, role }) => state === 'established' && role === 'party')
    .map(({ recording }) => wordOf(recording, noLeave))
  const word = worstFirst.find((each) => words.includes(each)) ?? 'idle'
  return { word, tone: tones[word] }
}
