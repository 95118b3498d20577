import type { SpeechSegment } from '#shared/contract/speech.schema.ts'
import type { Clock } from '#shared/kit/clock.ts'
import { createAgentEar } from './agent-ear.ts'
import { playUtterance, type UtterancePlayer } from './utterance-player.ts'
import { frameMs } from './voice-activity.rules.ts'
import type { SpokenLine } from './voice-store.ts'

export interface TalkerParts {
  /** Who speaks, for the transcript. */
  readonly leg: SpeechSegment['leg']
  readonly clock: Clock
  readonly onSegment: (segment: SpeechSegment) => void
  /** The far end begins or ends to talk. */
  readonly onTalking: (talking: boolean, at: number) => void
  /** The last sample of a line was sent. */
  readonly onSpoken: (at: number) => void
}

/** Mouth and ear of one scripted person in one call. */
export interface Talker {
  say(line: SpokenLine): void
  /** The next 20 ms, null for silence; asked every 20 ms while the call is up. */
  speak(): Int16Array | null
  /** What the far end says: 16-bit samples at 8000 a second. */
  hear(samples: Int16Array): void
  /** The Call-ID that the next lines are told under. */
  setCallId(sipCallId: string): void
  /** The call is over, amid a line perhaps. */
  stop(): void
}

/** Makes a talker that says nothing yet. */
export function createTalker({ leg, clock, onSegment, onTalking, onSpoken }: TalkerParts): Talker {
  let sipCallId = ''
  let utterances = 0
  let player: UtterancePlayer | undefined
  const ear = createAgentEar((talking) => onTalking(talking, clock.now()))
  return {
    say(line) {
      player = playUtterance({ line, leg, sipCallId, utterance: utterances, onSegment })
      utterances += 1
    },
    speak() {
      const at = clock.now()
      ear.tick(at)
      const turn = player?.next(at)
      if (turn?.last) {
        player = undefined
        onSpoken(at + frameMs)
      }
      return turn?.frame ?? null
    },
    hear: (samples) => ear.sound(samples, clock.now()),
    setCallId(next) {
      sipCallId = next
    },
    stop() {
      player?.cut(clock.now())
      player = undefined
    },
  }
}
