import './audio-worklet-types.ts'
import { createDecimator } from './decimator.ts'

/** 20 ms of 16 kHz; five of them go together, so that the page wakes ten times a second and not fifty. */
const frameSamples = 320
const framesTogether = 5
const blockSamples = frameSamples * framesTogether

/** Listens to one node and posts its sound as 16-bit PCM, with the time of the block's end. Nothing that comes out is heard. */
class Tap extends AudioWorkletProcessor {
  #block = new Int16Array(blockSamples)
  #filled = 0
  #open = true
  readonly #take = createDecimator((sample) => this.#put(sample))

  constructor() {
    super()
    this.port.onmessage = () => {
      this.#open = false
    }
  }

  process(inputs: Float32Array[][]): boolean {
    const from = inputs[0]?.[0]
    // A node that is silent for good gives no channel at all; time goes on. Blocks are 128 samples (W3C Web Audio API 1.1).
    for (let i = 0; i < (from?.length ?? 128); i += 1) this.#take(from?.[i] ?? 0)
    return this.#open
  }

  #put(sample: number): void {
    this.#block[this.#filled] = Math.max(-1, Math.min(1, sample)) * 32_767
    this.#filled += 1
    if (this.#filled < blockSamples) return
    const { buffer } = this.#block
    this.port.postMessage({ endedAt: Date.now(), pcm: buffer }, [buffer])
    this.#block = new Int16Array(blockSamples)
    this.#filled = 0
  }
}

registerProcessor('lianxian-tap', Tap)
