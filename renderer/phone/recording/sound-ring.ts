import { pcmMs, type SoundChannel, type SoundFrame } from '#shared/recording/sound-frame.ts'

/** A frame before it has its number in a connection. */
export type KeptFrame = Omit<SoundFrame, 'seq'>

/** What is kept for a backend that is away, ms. */
export const keptMs = 10_000

const endOf = ({ startMs, pcm }: KeptFrame): number => startMs + pcmMs(pcm.byteLength)

/** The last seconds of both channels, until the backend says that it has them. */
export class SoundRing {
  #frames: KeptFrame[] = []

  /** @returns false: the oldest had to go, and will be missing */
  put(frame: KeptFrame): boolean {
    this.#frames.push(frame)
    const before = this.#frames.length
    const oldest = endOf(frame) - keptMs
    this.#frames = this.#frames.filter((each) => endOf(each) > oldest)
    return this.#frames.length === before
  }

  /** Up to here each channel is stored, ms since the answer. */
  stored(upTo: Readonly<Record<SoundChannel, number>>): void {
    this.#frames = this.#frames.filter((each) => endOf(each) > upTo[each.channel])
  }

  /** In the order they were put. */
  get frames(): readonly KeptFrame[] {
    return this.#frames
  }
}
