import type { HeardSegment } from '#shared/assistant/transcript.rules.ts'
import { speechSegmentSchema } from '#shared/contract/speech.schema.ts'
import type { Clock } from '#shared/kit/clock.ts'
import { failure, type Result, success } from '#shared/kit/result.ts'
import type { Talks } from './talks.ts'
import { createWaitingRoom } from './waiting-room.ts'

/** What the intake must know of a call. */
export interface CallOfSpeech {
  readonly callId: string
  /** ms since the epoch; null while nobody has answered. */
  readonly answeredAt: number | null
}

/** `no-room`: too much waits for calls that are not known. */
export type SpeechRefusal = 'bad-input' | 'no-room'

/** Where speech engines, and the sandbox's scripts, hand in what they hear. */
export interface SpeechIntake {
  /** Parses and takes a segment. What comes before its call is answered waits 10 s at most. */
  accept(segment: unknown): Result<null, SpeechRefusal>
  /** The call became known or was answered: what waited for it goes on. */
  callChanged(sipCallId: string): void
  close(): void
}

export interface SpeechIntakeParts {
  readonly clock: Clock
  readonly findCall: (sipCallId: string) => CallOfSpeech | undefined
  readonly talks: Pick<Talks, 'hear'>
  /** Segments were given up: their call never came. */
  readonly onLost: (segments: number) => void
}

/** Opens the intake. */
export function createSpeechIntake({ clock, findCall, talks, onLost }: SpeechIntakeParts): SpeechIntake {
  const waiting = createWaitingRoom(clock, onLost)
  const pass = (segment: HeardSegment): boolean => {
    const call = findCall(segment.sipCallId)
    if (!call || call.answeredAt === null) return false
    talks.hear(call.callId, call.answeredAt, segment)
    return true
  }
  const flush = (sipCallId: string) => {
    const call = findCall(sipCallId)
    if (!call || call.answeredAt === null) return
    for (const segment of waiting.take(sipCallId)) talks.hear(call.callId, call.answeredAt, segment)
  }
  return {
    accept(raw) {
      const parsed = speechSegmentSchema.safeParse(raw)
      if (!parsed.success) return failure('bad-input', parsed.error.issues[0]?.path.join('.') ?? '')
      // What waits came first, and must be heard first.
      flush(parsed.data.sipCallId)
      return pass(parsed.data) || waiting.keep(parsed.data) ? success(null) : failure('no-room')
    },
    callChanged: flush,
    close: waiting.close,
  }
}
