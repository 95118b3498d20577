import type { Disposer } from '#shared/kit/disposable.ts'
import type { LegSoundOrder, LegSoundReport } from '../worklet/leg-sound-messages.ts'

/** Files that the build makes of `renderer/phone/worklet`. */
const workletUrl = '/sound/leg-sound-worklet.js'
const workerUrl = '/sound/leg-sound-worker.js'

/** Chromium's, for sound and in pages (the W3C's mediacapture-transform has pictures alone). */
type TrackProcessor = new (init: { track: MediaStreamTrack }) => { readonly readable: ReadableStream<AudioData> }
const { MediaStreamTrackProcessor } = globalThis as { MediaStreamTrackProcessor?: TrackProcessor }

/**
 * Brings what the other side of a leg says into the mixer. A source node would do, but Chromium keeps the inside of each one until its context is closed
 * (docs/adr/0011): over a shift one of every leg. So a worker carries the sound to a worklet, which goes when it is told; where a browser or a server
 * does not give us what that takes, it is a source node.
 */
export class LegSound {
  readonly #context: AudioContext
  #worker: Worker | undefined
  /** It has answered. */
  #isReady = false
  /** Legs that are carried, and what each does when that fails. */
  readonly #carried = new Map<number, () => void>()
  #lastId = 0

  constructor(context: AudioContext) {
    this.#context = context
    // The cushion counts in samples of this rate.
    if (!MediaStreamTrackProcessor || context.sampleRate !== 48_000) return
    context.audioWorklet.addModule(workletUrl).then(
      () => this.#startWorker(),
      // No way to the file: source nodes have to do.
      () => undefined,
    )
  }

  /** Lets a track be heard at a node until disposed. */
  bring(track: MediaStreamTrack, into: AudioNode): Disposer {
    if (!this.#worker || !this.#isReady || !MediaStreamTrackProcessor) return this.#direct(track, into)
    let leave = this.#carry(this.#worker, new MediaStreamTrackProcessor({ track }).readable, into, () => {
      leave()
      leave = this.#direct(track, into)
    })
    return () => leave()
  }

  close(): void {
    this.#worker?.terminate()
    this.#worker = undefined
  }

  #startWorker(): void {
    if (this.#context.state === 'closed') return
    const worker = new Worker(workerUrl)
    this.#worker = worker
    worker.onmessage = ({ data }: MessageEvent<LegSoundReport>) => {
      if (data.kind === 'ready') this.#isReady = true
      else this.#carried.get(data.id)?.()
    }
    worker.onerror = () => {
      this.close()
      for (const failed of [...this.#carried.values()]) failed()
    }
  }

  #direct(track: MediaStreamTrack, into: AudioNode): Disposer {
    const node = new MediaStreamAudioSourceNode(this.#context, { mediaStream: new MediaStream([track]) })
    node.connect(into)
    return () => node.disconnect()
  }

  #carry(worker: Worker, readable: ReadableStream<AudioData>, into: AudioNode, onFailed: () => void): Disposer {
    this.#lastId += 1
    const id = this.#lastId
    const say = (order: LegSoundOrder, transfer: Transferable[] = []) => worker.postMessage(order, transfer)
    const node = new AudioWorkletNode(this.#context, 'lianxian-leg-sound', {
      numberOfInputs: 0,
      outputChannelCount: [1],
    })
    const { port1, port2 } = new MessageChannel()
    node.port.postMessage(port1, [port1])
    say({ op: 'open', id, rate: this.#context.sampleRate, readable, port: port2 }, [readable, port2])
    node.connect(into)
    this.#carried.set(id, onFailed)
    return () => {
      this.#carried.delete(id)
      say({ op: 'close', id })
      node.port.postMessage('close')
      node.disconnect()
    }
  }
}
