import type { QuietSpan } from '#shared/contract/recording/sound-messages.ts'
import { pcmMs, type SoundChannel } from '#shared/recording/sound-frame.ts'
import type { KeptFrame } from './sound-ring.ts'
import type { TapBlock } from './sound-tap.ts'

/** Count and clock may differ by so much, ms; more, and the computer slept or sound stood still. */
const driftMs = 250

/** Why nothing of a channel is recorded; null: it is. */
export type QuietKind = QuietSpan['kind'] | null

/** Puts the blocks of one channel in their place in the call, and knows when it is quiet and why. */
export class ChannelClock {
  readonly #channel: SoundChannel
  readonly #answeredAt: number
  /** Where the last frame ended; null: none yet. */
  #endMs: number | null = null
  #kind: QuietKind = null
  /** A block was left out since the last frame: the count says nothing. */
  #skipped = false
  #spans: QuietSpan[] = []

  /** @param answeredAt ms since the epoch */
  constructor(channel: SoundChannel, answeredAt: number) {
    this.#channel = channel
    this.#answeredAt = answeredAt
  }

  get spans(): readonly QuietSpan[] {
    return this.#spans
  }

  /** @returns whether anything changed */
  setQuiet(kind: QuietKind, now: number): boolean {
    if (kind === this.#kind) return false
    const at = Math.max(0, Math.round(now - this.#answeredAt))
    this.#kind = kind
    this.#close(at)
    // From the end of the last frame: what of a block was cut off with it belongs to the quiet.
    const fromMs = Math.min(at, this.#endMs ?? at)
    if (kind !== null) this.#spans.push({ channel: this.#channel, kind, fromMs, toMs: null })
    return true
  }

  /** The block as a frame; null: it is quiet, or began while it was. */
  place({ endedAt, pcm }: TapBlock): KeptFrame | null {
    const length = pcmMs(pcm.byteLength)
    const byClock = Math.round(endedAt - this.#answeredAt - length)
    const last = this.#spans.at(-1)
    if (this.#kind !== null || byClock < (last?.toMs ?? 0)) {
      this.#skipped = true
      return null
    }
    const counted = this.#endMs ?? byClock
    const isLost = this.#skipped || Math.abs(byClock - counted) > driftMs
    const startMs = Math.max(0, isLost ? byClock : counted)
    if (startMs < counted) return null
    this.#skipped = false
    // Where sound begins again, quiet ends: the rest of the block in between is no gap.
    const isFirst = (this.#endMs ?? 0) <= (last?.toMs ?? -1)
    if (isFirst && last && last.toMs !== null && startMs > last.toMs && startMs - last.toMs <= length * 2)
      this.#spans[this.#spans.length - 1] = { ...last, toMs: startMs }
    this.#endMs = startMs + length
    return { channel: this.#channel, startMs, pcm: new Uint8Array(pcm) }
  }

  #close(at: number): void {
    const last = this.#spans.at(-1)
    if (last?.toMs === null) this.#spans[this.#spans.length - 1] = { ...last, toMs: Math.max(at, last.fromMs) }
  }
}
