import type { PhoneRefusal } from '#shared/contract/phone/phone-messages.ts'
import type { Clock } from '#shared/kit/clock.ts'
import type { Disposer } from '#shared/kit/disposable.ts'
import type { LegRecordingState } from '#shared/recording/recording-state.ts'
import type { MixerState } from '#shared/telephony/matrix.ts'
import type { Mixer } from '../media/mixer.ts'
import { LegRecorder } from './leg-recorder.ts'
import { loadTap, type TapBlock, tapSound } from './sound-tap.ts'

export interface RecorderParts {
  readonly clock: Clock
  readonly random: () => number
  readonly mixer: () => Mixer
  readonly onChange: () => void
}

/** What the desk asked to record. */
export interface RecordOrder {
  readonly legId: string
  readonly url: string
  readonly ticket: string
  /** ms since the epoch. */
  readonly answeredAt: number
}

/** A node that is listened to. */
interface OpenTap {
  readonly node: AudioNode
  readonly stop: Disposer
}

/** Records legs: one tap a party and one of the microphone, whose sound goes to every leg that may hear it. */
export class Recorder {
  readonly #parts: RecorderParts
  readonly #legs = new Map<string, LegRecorder>()
  /** Ended legs whose last sound is still on its way. */
  readonly #leaving = new Set<LegRecorder>()
  readonly #taps = new Map<'microphone' | `leg:${string}`, OpenTap>()
  readonly #failed = new Set<string>()
  #mixing: MixerState | undefined

  constructor(parts: RecorderParts) {
    this.#parts = parts
  }

  /** null: nobody has asked for one. */
  stateOf(legId: string): LegRecordingState | null {
    return this.#failed.has(legId) ? 'failed' : (this.#legs.get(legId)?.state ?? null)
  }

  /** Resolves to null when it is under way; the backend may still be away. */
  async record(order: RecordOrder): Promise<PhoneRefusal | null> {
    const { legId } = order
    if (!(await loadTap(this.#parts.mixer().context))) {
      this.#failed.add(legId)
      this.#parts.onChange()
      return 'failed'
    }
    const { clock, random, onChange } = this.#parts
    this.#legs.get(legId)?.end()
    this.#legs.set(legId, new LegRecorder({ ...order, clock, random, onState: onChange }))
    if (this.#mixing) this.apply(this.#mixing)
    onChange()
    return null
  }

  /** Called with every change of the talk. */
  apply(state: MixerState): void {
    this.#mixing = state
    // One that is being hung up is silent already.
    const live = new Set(state.legs.filter((leg) => leg.live).map(({ id }) => id))
    for (const [legId, leg] of this.#legs) {
      if (live.has(legId)) leg.apply(state)
      else this.#end(legId, leg)
    }
    for (const legId of this.#failed) if (!live.has(legId)) this.#failed.delete(legId)
    this.#tapWhat()
  }

  close(): void {
    for (const leg of [...this.#legs.values(), ...this.#leaving]) leg.close()
    this.#legs.clear()
    this.#leaving.clear()
    this.#tapWhat()
  }

  #end(legId: string, leg: LegRecorder): void {
    this.#legs.delete(legId)
    for (const old of this.#leaving) if (old.isOver) this.#leaving.delete(old)
    this.#leaving.add(leg)
    leg.end()
  }

  /** Taps follow the nodes: a leg that was taken over has another one. */
  #tapWhat(): void {
    const wanted = new Set<'microphone' | `leg:${string}`>([...this.#legs.keys()].map((id) => `leg:${id}` as const))
    if (wanted.size > 0) wanted.add('microphone')
    for (const [name, tap] of this.#taps) {
      if (wanted.has(name) && this.#parts.mixer().sourceNode(name) === tap.node) continue
      tap.stop()
      this.#taps.delete(name)
    }
    for (const name of wanted) {
      const node = this.#taps.has(name) ? undefined : this.#parts.mixer().sourceNode(name)
      if (!node) continue
      const stop = tapSound(node, (block) => this.#hear(name, block))
      this.#taps.set(name, { node, stop })
    }
  }

  #hear(name: 'microphone' | `leg:${string}`, block: TapBlock): void {
    if (name !== 'microphone') this.#legs.get(name.slice(4))?.take('party', block)
    else for (const leg of this.#legs.values()) leg.take('agent', block)
  }
}
