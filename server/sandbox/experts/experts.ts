import type { SpeechSegment } from '#shared/contract/speech.schema.ts'
import type { Clock } from '#shared/kit/clock.ts'
import type { CitizensLog } from '../citizens/line-port.ts'
import type { Random } from '../citizens/random.ts'
import type { VoiceStore } from '../citizens/voice-store.ts'
import type { PartyOptions } from '../party/party.ts'
import { beginShift, type Shift } from './shift.ts'

export interface ExpertsParts {
  readonly phone: Pick<PartyOptions, 'url' | 'domain' | 'password' | 'instanceId'>
  readonly voices: Pick<VoiceStore, 'expert'>
  readonly clock: Clock
  readonly random: Random
  readonly onSegment: (segment: SpeechSegment) => void
  readonly log: CitizensLog
}

/** The scripted experts. */
export interface Experts {
  /** Whether the seat's expert shall be there. One that leaves finishes its call; one that comes meanwhile has a telephone of its own. */
  attend(seat: string, wanted: boolean): void
  /** Hangs up all calls. */
  close(): Promise<void>
}

/** Makes the experts; nobody is there before `attend`. */
export function openExperts(parts: ExpertsParts): Experts {
  const here = new Map<string, Shift | 'coming'>()
  const all = new Set<Shift>()
  const failed = (seat: string) => (error: unknown) =>
    parts.log('expert-failed', { seat, error: error instanceof Error ? error.name : 'unknown' })

  const come = async (seat: string): Promise<void> => {
    here.set(seat, 'coming')
    const voice = await parts.voices.expert(seat)
    // Sent home while the voice was read.
    if (here.get(seat) !== 'coming') return
    const shift = beginShift({ ...parts, phone: { ...parts.phone, user: seat }, voice })
    here.set(seat, shift)
    all.add(shift)
  }
  const go = async (seat: string): Promise<void> => {
    const shift = here.get(seat)
    here.delete(seat)
    if (!shift || shift === 'coming') return
    await shift.leave()
    all.delete(shift)
  }
  return {
    attend(seat, wanted) {
      if (wanted === here.has(seat)) return
      const done = wanted ? come(seat) : go(seat)
      done.catch(failed(seat))
    },
    async close() {
      here.clear()
      await Promise.all([...all].map((shift) => shift.close()))
    },
  }
}
