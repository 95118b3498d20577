import type { Disposer } from '#shared/kit/disposable.ts'
import type { LegSound } from './leg-sound.ts'
import { createMeter, type Meter } from './meter.ts'
import { Playout } from './playout.ts'
import type { Speaker } from './speaker.ts'

/** Gains move this long, in seconds: no clicks, and a hold is silent before its re-INVITE leaves. */
const rampSeconds = 0.015

/** One leg's plug in the mixer: its sound comes in by `setRemote`, what it shall hear leaves by `track`. */
export class MixerPort {
  /** Sound of this leg, for the cells of other legs. Stays when the remote track changes. */
  readonly output: GainNode
  readonly #context: AudioContext
  readonly #sink: MediaStreamAudioDestinationNode
  readonly #limiter: DynamicsCompressorNode
  readonly #cells = new Map<AudioNode, GainNode>()
  readonly #meter: Meter
  readonly #playout: Playout
  readonly #legSound: LegSound
  #leaveRemote: Disposer | undefined

  constructor(context: AudioContext, legSound: LegSound, speaker: Speaker, onBlocked: (blocked: boolean) => void) {
    this.#context = context
    this.#legSound = legSound
    this.output = new GainNode(context)
    this.#meter = createMeter(context)
    this.output.connect(this.#meter.input)
    this.#sink = new MediaStreamAudioDestinationNode(context, { channelCount: 1 })
    this.#limiter = new DynamicsCompressorNode(context, {
      threshold: -3,
      knee: 0,
      ratio: 20,
      attack: 0.003,
      release: 0.1,
    })
    this.#limiter.connect(this.#sink)
    this.#playout = new Playout(speaker, onBlocked)
  }

  get track(): MediaStreamTrack {
    const [track] = this.#sink.stream.getAudioTracks()
    if (!track) throw new Error('A destination without a track.')
    return track
  }

  /** A media element first, then the graph; anew each time the track fires, since what is brought in is the track it was made with. */
  setRemote(track: MediaStreamTrack): void {
    this.#playout.show(new MediaStream([track]))
    this.#leaveRemote?.()
    this.#leaveRemote = this.#legSound.bring(track, this.output)
  }

  setCell(source: AudioNode, gain: number): void {
    let cell = this.#cells.get(source)
    if (!cell) {
      if (gain === 0) return
      cell = new GainNode(this.#context, { gain: 0 })
      source.connect(cell).connect(this.#limiter)
      this.#cells.set(source, cell)
    }
    const now = this.#context.currentTime
    cell.gain.cancelScheduledValues(now)
    cell.gain.setValueAtTime(cell.gain.value, now)
    cell.gain.linearRampToValueAtTime(gain, now + rampSeconds)
  }

  /** Forgets a leg that is gone. */
  removeCell(source: AudioNode): void {
    const cell = this.#cells.get(source)
    if (!cell) return
    source.disconnect(cell)
    cell.disconnect()
    this.#cells.delete(source)
  }

  setEar(gain: number): void {
    this.#playout.setGain(gain)
  }

  startSound(): void {
    this.#playout.start()
  }

  level(): number {
    return this.#meter.level()
  }

  close(): void {
    this.#playout.close()
    this.#leaveRemote?.()
    this.output.disconnect()
    for (const source of [...this.#cells.keys()]) this.removeCell(source)
    this.#limiter.disconnect()
    this.track.stop()
  }
}
