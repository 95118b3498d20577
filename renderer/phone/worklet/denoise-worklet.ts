import './audio-worklet-types.ts'
import { createRnnoise, frameSize, type Rnnoise } from './rnnoise.ts'

/** Blocks of 128 samples come in, frames of 480 are cleaned: the sound leaves one frame (10 ms) later. */
class Denoiser extends AudioWorkletProcessor {
  readonly #rnnoise: Rnnoise
  readonly #filling = new Float32Array(frameSize)
  readonly #playing = new Float32Array(frameSize)
  /** Where in the frame we are. */
  #at = 0
  #open = true

  constructor({ processorOptions }: { processorOptions: unknown }) {
    super()
    const { module } = processorOptions as { module: WebAssembly.Module }
    this.#rnnoise = createRnnoise(module)
    this.port.onmessage = () => {
      this.#open = false
      this.#rnnoise.close()
    }
  }

  process(inputs: Float32Array[][], outputs: Float32Array[][]): boolean {
    const from = inputs[0]?.[0]
    const to = outputs[0]?.[0]
    if (!this.#open || !to) return this.#open
    for (let i = 0; i < to.length; i += 1) {
      to[i] = this.#playing[this.#at] ?? 0
      this.#filling[this.#at] = from?.[i] ?? 0
      this.#at += 1
      if (this.#at < frameSize) continue
      this.#at = 0
      this.#rnnoise.clean(this.#filling)
      this.#playing.set(this.#filling)
    }
    return true
  }
}

registerProcessor('lianxian-denoise', Denoiser)
