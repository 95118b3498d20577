import type { Disposer } from '#shared/kit/disposable.ts'

export type MicrophoneState = 'unknown' | 'ready' | 'refused' | 'missing' | 'lost'

const constraints: MediaStreamConstraints = {
  audio: { echoCancellation: true, noiseSuppression: true, autoGainControl: true },
}

const reasonOf = (error: unknown): MicrophoneState =>
  error instanceof DOMException && (error.name === 'NotAllowedError' || error.name === 'SecurityError')
    ? 'refused'
    : 'missing'

const defaultGroup = async (): Promise<string | undefined> => {
  const devices = await navigator.mediaDevices.enumerateDevices()
  const inputs = devices.filter((device) => device.kind === 'audioinput')
  return (inputs.find((device) => device.deviceId === 'default') ?? inputs[0])?.groupId
}

export interface MicrophoneOptions {
  readonly onState: (state: MicrophoneState) => void
  /** A new stream, or null when there is none any more. */
  readonly onStream: (stream: MediaStream | null) => void
}

/** Holds the one microphone: taken at connect, taken again when it is unplugged or the system's default changes. */
export class Microphone {
  readonly #options: MicrophoneOptions
  #stream: MediaStream | undefined
  #group: string | undefined
  #taking: Promise<boolean> | undefined
  #unwatch: Disposer | undefined
  #closed = false

  constructor(options: MicrophoneOptions) {
    this.#options = options
  }

  /** Resolves to whether there is a microphone; safe to call again and again. */
  take(): Promise<boolean> {
    if (this.#stream) return Promise.resolve(true)
    this.#taking ??= this.#take().finally(() => {
      this.#taking = undefined
    })
    return this.#taking
  }

  close(): void {
    this.#closed = true
    this.#unwatch?.()
    this.#drop()
  }

  async #take(): Promise<boolean> {
    this.#watch()
    try {
      const stream = await navigator.mediaDevices.getUserMedia(constraints)
      const [track] = stream.getAudioTracks()
      if (this.#closed || !track) {
        for (const each of stream.getTracks()) each.stop()
        return false
      }
      this.#drop()
      this.#stream = stream
      this.#group = await defaultGroup()
      track.onended = () => this.#lost(stream)
      this.#options.onStream(stream)
      this.#options.onState('ready')
      return true
    } catch (error) {
      this.#options.onState(this.#group === undefined ? reasonOf(error) : 'lost')
      return false
    }
  }

  #watch(): void {
    if (this.#unwatch) return
    const devices = navigator.mediaDevices
    const onChange = (): void => void this.#devicesChanged()
    devices.addEventListener('devicechange', onChange)
    this.#unwatch = () => devices.removeEventListener('devicechange', onChange)
  }

  async #devicesChanged(): Promise<void> {
    if (this.#closed) return
    const group = await defaultGroup()
    const same = this.#stream !== undefined && group === this.#group
    if (same || group === undefined) return
    this.#drop()
    await this.take()
  }

  #lost(stream: MediaStream): void {
    if (stream !== this.#stream) return
    this.#drop()
    this.#options.onStream(null)
    this.#options.onState('lost')
    void this.take()
  }

  #drop(): void {
    for (const track of this.#stream?.getTracks() ?? []) {
      track.onended = null
      track.stop()
    }
    this.#stream = undefined
  }
}
