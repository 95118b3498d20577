import type { SpeechSegment } from '#shared/contract/speech.schema.ts'
import { heardText } from './spoken-text.rules.ts'
import { frameMs } from './voice-activity.rules.ts'
import type { SpokenLine } from './voice-store.ts'

/** Samples of a frame of 20 ms. */
const frameSamples = 160
/** Frames between two interim texts. */
const interimEvery = 20

export interface UtterancePlayer {
  /** The next 20 ms, and whether they are the last. */
  next(at: number): { readonly frame: Int16Array; readonly last: boolean }
  /** The call ended amid the utterance: says what was heard of it. */
  cut(at: number): void
}

/** What the player needs: the line, where it goes, and who hears of its text. */
export interface UtteranceContext {
  readonly line: SpokenLine
  readonly leg: SpeechSegment['leg']
  readonly sipCallId: string
  readonly utterance: number
  readonly onSegment: (segment: SpeechSegment) => void
}

/** Cuts a line into frames; its text is told as it grows, every 400 ms, and at the end as final. */
export function playUtterance({ line, leg, sipCallId, utterance, onSegment }: UtteranceContext): UtterancePlayer {
  let frames = 0
  let startedAt = 0
  let told = ''
  const total = Math.ceil(line.sound.length / frameSamples)
  const tell = (text: string, at: number, final: boolean) => {
    if (text === '' || (text === told && !final)) return
    told = text
    const endedAt = at + frameMs
    onSegment({ sipCallId, leg, utterance, startedAt, endedAt, text, final, source: 'script' })
  }
  const heard = () => heardText(line.text, line.marks, frames * frameSamples)
  return {
    next(at) {
      if (frames === 0) startedAt = at
      const frame = line.sound.subarray(frames * frameSamples, (frames + 1) * frameSamples)
      frames += 1
      const last = frames >= total
      if (last) tell(line.text, at, true)
      else if (frames % interimEvery === 0) tell(heard(), at, false)
      return { frame: frame.length === frameSamples ? frame : padded(frame), last }
    },
    cut(at) {
      if (frames > 0 && frames < total) tell(heard(), at - frameMs, true)
    },
  }
}

function padded(frame: Int16Array): Int16Array {
  const whole = new Int16Array(frameSamples)
  whole.set(frame)
  return whole
}
