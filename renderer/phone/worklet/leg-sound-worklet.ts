import './audio-worklet-types.ts'
import { SoundCushion } from './sound-cushion.ts'

/** Sounds what comes in by a port: one leg's sound, from the worker that carries it. */
class LegSound extends AudioWorkletProcessor {
  readonly #cushion = new SoundCushion()
  #sound: MessagePort | undefined
  #open = true

  constructor() {
    super()
    this.port.onmessage = ({ data }: MessageEvent<MessagePort | 'close'>) => {
      if (data === 'close') this.#close()
      else this.#listen(data)
    }
  }

  process(_inputs: Float32Array[][], outputs: Float32Array[][]): boolean {
    const to = outputs[0]?.[0]
    if (this.#open && to) this.#cushion.take(to)
    return this.#open
  }

  #listen(sound: MessagePort): void {
    this.#sound = sound
    sound.onmessage = ({ data }: MessageEvent<Float32Array>) => this.#cushion.put(data)
  }

  #close(): void {
    this.#open = false
    this.#sound?.close()
  }
}

registerProcessor('lianxian-leg-sound', LegSound)
