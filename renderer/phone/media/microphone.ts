export type MicrophoneState = 'unknown' | 'ready' | 'refused' | 'missing' | 'lost'

/** The device to take and how the browser shall treat its sound. */
export interface MicrophoneWish {
  /** Empty: the system's default. */
  readonly deviceId: string
  /** Which device the default is now; another one is another wish. */
  readonly group: string
  readonly echoCancellation: boolean
  readonly autoGainControl: boolean
  readonly noiseSuppression: boolean
}

const constraintsOf = (wish: MicrophoneWish): MediaStreamConstraints => ({
  audio: {
    echoCancellation: wish.echoCancellation,
    noiseSuppression: wish.noiseSuppression,
    autoGainControl: wish.autoGainControl,
    ...(wish.deviceId === '' ? {} : { deviceId: { exact: wish.deviceId } }),
  },
})

const reasonOf = (error: unknown): MicrophoneState =>
  error instanceof DOMException && (error.name === 'NotAllowedError' || error.name === 'SecurityError')
    ? 'refused'
    : 'missing'

/** A group is told only once the microphone was allowed: that it is known now makes no other device of it. */
const isSame = (a: MicrophoneWish | undefined, b: MicrophoneWish): boolean =>
  JSON.stringify(a) === JSON.stringify(b) ||
  (a?.group === '' && JSON.stringify(a) === JSON.stringify({ ...b, group: '' }))

const stop = (stream: MediaStream | undefined): void => {
  for (const track of stream?.getTracks() ?? []) {
    track.onended = null
    track.stop()
  }
}

export interface MicrophoneOptions {
  /** What is wanted now; asked whenever the microphone is taken. */
  readonly wish: () => Promise<MicrophoneWish>
  readonly onState: (state: MicrophoneState) => void
  /** A new stream, or null when there is none any more. */
  readonly onStream: (stream: MediaStream | null) => void
}

/** Holds the one microphone: taken at connect, and again whenever another one is wanted or the one in use has gone. */
export class Microphone {
  readonly #options: MicrophoneOptions
  #stream: MediaStream | undefined
  #taken: MicrophoneWish | undefined
  #taking: Promise<boolean> | undefined
  #hadOne = false
  #wanted = false
  #closed = false

  constructor(options: MicrophoneOptions) {
    this.#options = options
  }

  /** Resolves to whether there is a microphone; safe to call again and again. */
  take(): Promise<boolean> {
    this.#wanted = true
    return this.#stream ? Promise.resolve(true) : this.#queue()
  }

  /** The wish has perhaps changed. Takes the other microphone beside the present one, which is heard until then. */
  async renew(): Promise<void> {
    if (this.#wanted) await this.#queue()
  }

  close(): void {
    this.#closed = true
    stop(this.#stream)
    this.#stream = undefined
  }

  /** One after the other: a wish that changed while one was being taken is looked at once more. */
  #queue(): Promise<boolean> {
    const before = this.#taking
    const next = (before ?? Promise.resolve(true)).then(() => this.#take())
    const mine = next.finally(() => {
      if (this.#taking === mine) this.#taking = undefined
    })
    this.#taking = mine
    return mine
  }

  async #take(): Promise<boolean> {
    const wish = await this.#options.wish()
    if (this.#closed) return false
    if (this.#stream && isSame(this.#taken, wish)) {
      this.#taken = wish
      return true
    }
    try {
      const stream = await navigator.mediaDevices.getUserMedia(constraintsOf(wish))
      const [track] = stream.getAudioTracks()
      if (this.#closed || !track) {
        stop(stream)
        return false
      }
      const old = this.#stream
      this.#stream = stream
      this.#taken = wish
      this.#hadOne = true
      track.onended = () => this.#lost(stream)
      this.#options.onStream(stream)
      // Only now: two devices at once for a moment, and no gap between them.
      stop(old)
      this.#options.onState('ready')
      return true
    } catch (error) {
      // The one in use goes on where the other can't be had.
      if (this.#stream) return true
      this.#options.onState(this.#hadOne ? 'lost' : reasonOf(error))
      return false
    }
  }

  #lost(stream: MediaStream): void {
    if (stream !== this.#stream) return
    stop(stream)
    this.#stream = undefined
    this.#taken = undefined
    this.#options.onStream(null)
    this.#options.onState('lost')
    void this.take()
  }
}
