import type { Clock } from '#shared/kit/clock.ts'
import type { LegRecordingState } from '#shared/recording/recording-state.ts'
import type { SoundChannel } from '#shared/recording/sound-frame.ts'
import type { MixerState } from '#shared/telephony/matrix.ts'
import { ChannelClock } from './channel-clock.ts'
import { quietOf } from './quiet.rules.ts'
import { SoundStream, type SoundStreamParts } from './sound-stream.ts'
import type { TapBlock } from './sound-tap.ts'

/** Spans the backend takes; a call with more holds than that keeps its newest. */
const mostSpans = 400

/** Records one leg: what its party may hear of the agent, and the party. */
export class LegRecorder {
  readonly legId: string
  readonly #clock: Clock
  readonly #answeredAt: number
  readonly #stream: SoundStream
  readonly #channels: Readonly<Record<SoundChannel, ChannelClock>>
  #isQuiet = false
  /** Sound has come: before, nobody is told that it is recorded. */
  #sounds = false
  readonly #onState: () => void

  constructor(parts: SoundStreamParts) {
    this.legId = parts.legId
    this.#clock = parts.clock
    this.#answeredAt = parts.answeredAt
    this.#onState = parts.onState
    this.#stream = new SoundStream(parts)
    this.#channels = {
      agent: new ChannelClock('agent', parts.answeredAt),
      party: new ChannelClock('party', parts.answeredAt),
    }
  }

  get isOver(): boolean {
    return this.#stream.state === 'closed'
  }

  get state(): LegRecordingState {
    const { state } = this.#stream
    if (state !== 'open' && state !== 'closed') return state
    if (this.#isQuiet) return 'paused'
    return this.#sounds ? 'recording' : 'connecting'
  }

  apply(state: MixerState): void {
    const quiet = quietOf(state, this.legId)
    const now = this.#clock.now()
    this.#isQuiet = quiet.party !== null
    const changed = [
      this.#channels.agent.setQuiet(quiet.agent, now),
      this.#channels.party.setQuiet(quiet.party, now),
    ].includes(true)
    if (changed) this.#saySpans()
  }

  take(channel: SoundChannel, block: TapBlock): void {
    const frame = this.#channels[channel].place(block)
    if (!frame) return
    this.#stream.put(frame)
    if (this.#sounds) return
    this.#sounds = true
    this.#onState()
  }

  /** The leg is over. */
  end(): void {
    this.#saySpans()
    this.#stream.end(Math.max(0, Math.round(this.#clock.now() - this.#answeredAt)))
  }

  close(): void {
    this.#stream.close()
  }

  #saySpans(): void {
    const { agent, party } = this.#channels
    this.#stream.setQuiet([...agent.spans, ...party.spans].slice(-mostSpans).map(rounded))
  }
}

const rounded = <S extends { fromMs: number; toMs: number | null }>(span: S): S => ({
  ...span,
  fromMs: Math.round(span.fromMs),
  toMs: span.toMs === null ? null : Math.round(span.toMs),
})
