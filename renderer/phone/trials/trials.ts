import type { Clock } from '#shared/kit/clock.ts'
import type { Disposer } from '#shared/kit/disposable.ts'
import type { Mixer } from '../media/mixer.ts'
import { Playout } from '../media/playout.ts'

const recordMs = 3000
const loudness = 0.2
/** Hz and seconds each: two notes are told from hum and from the ring. */
const notes = [
  [523.25, 0.4],
  [659.25, 0.6],
] as const

/** Sounds a person tries their devices with. One at a time; a call ends it. */
export class Trials {
  readonly #mixer: () => Mixer
  readonly #clock: Clock
  #stop: Disposer | undefined

  constructor(mixer: () => Mixer, clock: Clock) {
    this.#mixer = mixer
    this.#clock = clock
  }

  /** Plays a short melody to the speaker. Resolves to whether it was heard to its end. */
  async playTone(): Promise<boolean> {
    const { context } = this.#mixer()
    const seconds = notes.reduce((sum, [, length]) => sum + length, 0)
    const buffer = new AudioBuffer({ length: Math.ceil(seconds * context.sampleRate), sampleRate: context.sampleRate })
    const samples = buffer.getChannelData(0)
    let at = 0
    for (const [hertz, length] of notes) {
      const count = Math.floor(length * context.sampleRate)
      for (let i = 0; i < count; i += 1) {
        // Swells and fades within the note, so that nothing clicks.
        const swell = Math.sin((Math.PI * i) / count)
        samples[at + i] = loudness * swell * Math.sin((2 * Math.PI * hertz * i) / context.sampleRate)
      }
      at += count
    }
    return this.#play(buffer)
  }

  /** Records what a caller would hear, after the microphone's treatment, and plays it back. Resolves to whether it came to its end. */
  async echo(): Promise<boolean> {
    const recorded = await this.#record()
    if (!recorded) return false
    return this.#play(await this.#mixer().context.decodeAudioData(recorded))
  }

  /** A call comes: the trial is over at once. */
  readonly stop = (): void => {
    this.#stop?.()
    this.#stop = undefined
  }

  async #record(): Promise<ArrayBuffer | null> {
    const mixer = this.#mixer()
    const sleep = mixer.keepAwake()
    const sink = new MediaStreamAudioDestinationNode(mixer.context, { channelCount: 1 })
    const untap = mixer.tapMicrophone(sink)
    const recorder = new MediaRecorder(sink.stream)
    const parts: Blob[] = []
    recorder.ondataavailable = ({ data }) => void parts.push(data)
    const ended = new Promise<void>((resolve) => {
      recorder.onstop = () => resolve()
    })
    recorder.start()
    const whole = await this.#for(recordMs)
    untap()
    recorder.stop()
    await ended
    sleep()
    return whole ? new Blob(parts).arrayBuffer() : null
  }

  async #play(buffer: AudioBuffer): Promise<boolean> {
    const { context, speaker } = this.#mixer()
    const sleep = this.#mixer().keepAwake()
    const sink = new MediaStreamAudioDestinationNode(context)
    const source = new AudioBufferSourceNode(context, { buffer })
    source.connect(sink)
    const playout = new Playout(speaker, () => undefined)
    playout.show(sink.stream)
    source.start()
    const whole = await this.#for(buffer.duration * 1000)
    source.stop()
    source.disconnect()
    playout.close()
    sleep()
    return whole
  }

  /** Resolves to whether the time passed undisturbed; what was under way before is over. */
  #for(ms: number): Promise<boolean> {
    this.stop()
    return new Promise((resolve) => {
      const cancel = this.#clock.after(ms, () => {
        this.#stop = undefined
        resolve(true)
      })
      this.#stop = () => {
        cancel()
        resolve(false)
      }
    })
  }
}
