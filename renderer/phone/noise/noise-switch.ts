import type { NoiseMode, NoiseState } from '#shared/contract/phone/sound.schema.ts'
import type { Clock } from '#shared/kit/clock.ts'
import type { Mixer } from '../media/mixer.ts'
import { type Denoiser, openDenoiser } from './denoiser.ts'

export interface NoiseSwitchParts {
  readonly clock: Clock
  readonly mixer: () => Mixer
  /** What suppresses noise from now on; the microphone has to be taken accordingly. */
  readonly onWorking: (state: NoiseState) => void
}

/** Puts RNNoise before the mixer's matrix and takes it away, in a call too. Where it can't run the browser's own suppression does the work. */
export class NoiseSwitch {
  readonly #parts: NoiseSwitchParts
  #wanted: NoiseMode | undefined
  #denoiser: Denoiser | undefined
  #opening = false
  #refused = false
  /** The mixer is not made before the microphone was asked for: a browser would not let it run. */
  #hasMixer = false

  constructor(parts: NoiseSwitchParts) {
    this.#parts = parts
  }

  use(mode: NoiseMode): void {
    if (mode === this.#wanted) return
    this.#wanted = mode
    // What failed once is tried again when somebody asks for it again.
    this.#refused = false
    this.#apply()
  }

  mixerIsThere(): void {
    if (this.#hasMixer) return
    this.#hasMixer = true
    this.#apply()
  }

  close(): void {
    this.#wanted = undefined
    this.#remove()
  }

  #apply(): void {
    const mode = this.#wanted
    if (mode === undefined) return
    if (mode === 'rnnoise' && !this.#refused && !this.#denoiser) {
      this.#parts.onWorking('starting')
      if (this.#hasMixer) void this.#open()
      return
    }
    if (mode !== 'rnnoise') this.#remove()
    this.#parts.onWorking(mode === 'rnnoise' && !this.#denoiser ? 'browser' : mode)
  }

  async #open(): Promise<void> {
    if (this.#opening) return
    this.#opening = true
    const mixer = this.#parts.mixer()
    const denoiser = await openDenoiser(mixer.context, this.#parts.clock)
    this.#opening = false
    if (this.#wanted !== 'rnnoise') denoiser?.close()
    else if (denoiser) {
      this.#denoiser = denoiser
      mixer.setTreatment(denoiser.node)
      this.#apply()
    } else {
      this.#refused = true
      this.#apply()
    }
  }

  #remove(): void {
    if (!this.#denoiser) return
    this.#parts.mixer().setTreatment(null)
    this.#denoiser.close()
    this.#denoiser = undefined
  }
}
