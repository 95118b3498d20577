import type { Disposer } from '#shared/kit/disposable.ts'
import { type MixerState, matrix, type SoundSource } from '#shared/telephony/matrix.ts'
import { playBeep } from './beep.ts'
import { ContextRest } from './context-rest.ts'
import { createHoldMusic, type HoldMusic } from './hold-music.ts'
import { LegSound } from './leg-sound.ts'
import { createMeter, type Meter } from './meter.ts'
import { MixerPort } from './mixer-port.ts'
import { Playout } from './playout.ts'
import { createRingback, type Ringback } from './ringback.ts'
import { Speaker } from './speaker.ts'

/** Hz: that of Opus, and the one RNNoise was trained at. */
const sampleRate = 48_000

/** One context for the phone's life. It plays to no device: the agent hears by media elements. */
const openContext = (): AudioContext => {
  const options: AudioContextOptions & { sinkId?: { type: 'none' } } = { sinkId: { type: 'none' }, sampleRate }
  try {
    return new AudioContext(options)
  } catch {
    // A browser that does not know the empty sink.
    return new AudioContext({ sampleRate })
  }
}

/** The one mixer: values of the matrix become gains, nothing else decides who hears whom. */
export class Mixer {
  readonly speaker = new Speaker()
  readonly #context = openContext()
  readonly #legSound = new LegSound(this.#context)
  readonly #microphone: GainNode
  readonly #meter: Meter
  readonly #ports = new Map<string, MixerPort>()
  readonly #rest: ContextRest
  readonly #awake = new Map<MixerPort, Disposer>()
  /** What the browser has not let play. */
  readonly #blocked = new Set<MixerPort | 'probe'>()
  readonly #ringback: Ringback
  readonly #music: HoldMusic
  readonly #onSound: () => void
  #source: MediaStreamAudioSourceNode | undefined
  #treatment: AudioNode | null = null

  /** `onSound`: whether sound may play has perhaps changed. */
  constructor(onSound: () => void) {
    this.#onSound = onSound
    this.#microphone = new GainNode(this.#context)
    this.#meter = createMeter(this.#context)
    this.#microphone.connect(this.#meter.input)
    this.#ringback = createRingback(this.#context, this.speaker)
    this.#music = createHoldMusic(this.#context)
    this.#context.onstatechange = onSound
    this.#rest = new ContextRest(this.#context, onSound)
  }

  get isRunning(): boolean {
    return (this.#context.state === 'running' || this.#rest.isOurs) && this.#blocked.size === 0
  }

  /** A new plug; `seat` puts it in the place of the leg's last one. */
  openPort(): MixerPort {
    const port = new MixerPort(this.#context, this.#legSound, this.speaker, (blocked) =>
      this.#setBlocked(port, blocked),
    )
    this.#awake.set(port, this.keepAwake())
    return port
  }

  seat(legId: string, port: MixerPort): void {
    this.#ports.set(legId, port)
  }

  closePort(legId: string, port: MixerPort): void {
    if (this.#ports.get(legId) === port) this.#ports.delete(legId)
    for (const other of this.#ports.values()) other.removeCell(port.output)
    this.#blocked.delete(port)
    port.close()
    this.#awake.get(port)?.()
    this.#awake.delete(port)
  }

  /** Sound is wanted without a leg: for a trial. Until it is disposed. */
  keepAwake(): Disposer {
    return this.#rest.keepAwake()
  }

  /** Swaps the source only: every leg keeps its track, so nothing is renegotiated. */
  setMicrophone(stream: MediaStream | null): void {
    this.#source?.disconnect()
    this.#source = stream ? new MediaStreamAudioSourceNode(this.#context, { mediaStream: stream }) : undefined
    this.#source?.connect(this.#treatment ?? this.#microphone)
  }

  /** The mixer's own context, for a node to be put before the matrix. */
  get context(): AudioContext {
    return this.#context
  }

  /** Puts a node between the microphone and everything that hears it; null takes it away. Nothing is renegotiated. */
  setTreatment(node: AudioNode | null): void {
    this.#source?.disconnect()
    this.#treatment?.disconnect()
    this.#treatment = node
    node?.connect(this.#microphone)
    this.#source?.connect(node ?? this.#microphone)
  }

  /** Records what a caller would hear of the microphone, for a test. */
  tapMicrophone(sink: AudioNode): Disposer {
    this.#microphone.connect(sink)
    return () => this.#microphone.disconnect(sink)
  }

  /** Where a source sounds, before anybody's gain; undefined: it is not there. */
  sourceNode(source: SoundSource): AudioNode | undefined {
    return this.#nodeOf(source)
  }

  apply(state: MixerState): void {
    for (const edge of matrix(state)) {
      if (edge.sink === 'recogniser') continue
      if (edge.sink === 'ear') {
        if (edge.source === 'tone') this.#ringback.play(edge.gain > 0)
        else this.#portOf(edge.source)?.setEar(edge.gain)
        continue
      }
      if (edge.source === 'music' && edge.gain > 0) this.#music.start()
      const source = this.#nodeOf(edge.source)
      if (source) this.#portOf(edge.sink)?.setCell(source, edge.gain)
    }
  }

  /** One short tone at the agent's ear. */
  beep(): void {
    playBeep(this.#context, this.speaker)
  }

  microphoneLevel(): number {
    return this.#meter.level()
  }

  legLevel(legId: string): number {
    return this.#ports.get(legId)?.level() ?? 0
  }

  /** Tries to let sound start: after the microphone came, and after a press of a person. */
  async startSound(): Promise<void> {
    for (const port of this.#ports.values()) port.startSound()
    this.#probe()
    // Without a gesture the promise stays pending in Chromium; statechange tells.
    if (this.#context.state === 'suspended' && !this.#rest.isOurs) await this.#context.resume()
  }

  async close(): Promise<void> {
    this.#context.onstatechange = null
    this.#ringback.play(false)
    this.#music.close()
    this.setMicrophone(null)
    this.#legSound.close()
    await this.#context.close()
  }

  /** Plays nothing, to learn before a call whether a browser lets the caller be heard. */
  #probe(): void {
    const playout = new Playout(this.speaker, (blocked) => {
      playout.close()
      this.#setBlocked('probe', blocked)
    })
    playout.show(new MediaStreamAudioDestinationNode(this.#context).stream)
  }

  #setBlocked(what: MixerPort | 'probe', blocked: boolean): void {
    if (blocked) this.#blocked.add(what)
    else this.#blocked.delete(what)
    this.#onSound()
  }

  #portOf(name: string): MixerPort | undefined {
    return name.startsWith('leg:') ? this.#ports.get(name.slice(4)) : undefined
  }

  #nodeOf(source: SoundSource): AudioNode | undefined {
    if (source === 'microphone') return this.#microphone
    if (source === 'music') return this.#music.output
    return source === 'tone' ? undefined : this.#portOf(source)?.output
  }
}
