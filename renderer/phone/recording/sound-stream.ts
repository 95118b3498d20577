import {
  fromSoundServerSchema,
  type QuietSpan,
  type SoundRefusal,
  type ToSoundServer,
} from '#shared/contract/recording/sound-messages.ts'
import { type Backoff, backoffDelay } from '#shared/kit/backoff.ts'
import type { Clock } from '#shared/kit/clock.ts'
import type { Disposer } from '#shared/kit/disposable.ts'
import { writeFrame } from '#shared/recording/sound-frame.ts'
import { type KeptFrame, SoundRing } from './sound-ring.ts'

const retry: Backoff = { first: 500, most: 4000, jitter: 0.4 }
/** Octets a slow network may leave unsent; above, the socket counts as lost. */
const mostBuffered = 1_048_576
/** After the end of the leg a backend that is away is waited for so long, ms. */
const farewellMs = 60_000
/** A backend that does not answer `hello` within this is not there, ms. */
const helloMs = 5000

export type StreamState = 'connecting' | 'open' | 'away' | 'refused' | 'closed'

export interface SoundStreamParts {
  readonly url: string
  readonly ticket: string
  readonly legId: string
  /** ms since the epoch. */
  readonly answeredAt: number
  readonly clock: Clock
  readonly random: () => number
  readonly onState: () => void
}

/** Takes the sound of one leg to the backend; comes back by itself, and the call never waits for it. */
export class SoundStream {
  readonly #parts: SoundStreamParts
  readonly #ring = new SoundRing()
  #socket: WebSocket | undefined
  #state: StreamState = 'connecting'
  #seq = 0
  #attempt = 0
  #quiet: readonly QuietSpan[] = []
  #endMs: number | null = null
  #cancel: Disposer = () => undefined
  #cancelFarewell: Disposer = () => undefined

  constructor(parts: SoundStreamParts) {
    this.#parts = parts
    this.#connect()
  }

  get state(): StreamState {
    return this.#state
  }

  put(frame: KeptFrame): void {
    if (this.#isOver() || this.#endMs !== null) return
    this.#ring.put(frame)
    if (this.#state === 'open') this.#send(frame)
  }

  /** The whole list as it is now. */
  setQuiet(spans: readonly QuietSpan[]): void {
    this.#quiet = spans
    if (this.#state === 'open') this.#say({ kind: 'quiet', spans: [...spans] })
  }

  /** The leg is over; what is kept is still brought. */
  end(atMs: number): void {
    if (this.#isOver() || this.#endMs !== null) return
    this.#endMs = atMs
    this.#cancelFarewell = this.#parts.clock.after(farewellMs, () => this.close())
    if (this.#state === 'open') this.#say({ kind: 'end', atMs })
  }

  close(): void {
    this.#over('closed')
  }

  #isOver(): boolean {
    return this.#state === 'refused' || this.#state === 'closed'
  }

  #over(state: 'refused' | 'closed'): void {
    if (this.#isOver()) return
    this.#cancel()
    this.#cancelFarewell()
    this.#move(state)
    this.#leave()
  }

  #leave(): void {
    const socket = this.#socket
    this.#socket = undefined
    if (!socket) return
    socket.onopen = socket.onmessage = socket.onclose = null
    socket.close()
  }

  #connect(): void {
    const { url, ticket, legId, answeredAt, clock } = this.#parts
    const socket = new WebSocket(url)
    socket.binaryType = 'arraybuffer'
    this.#socket = socket
    socket.onopen = () => {
      this.#seq = 0
      this.#say({ kind: 'hello', ticket, legId, answeredAt: Math.round(answeredAt) })
    }
    socket.onmessage = ({ data }) => this.#hear(data)
    socket.onclose = () => this.#lost()
    this.#cancel = clock.after(helloMs, () => this.#lost())
  }

  #lost(): void {
    this.#cancel()
    this.#leave()
    this.#move('away')
    const delay = backoffDelay(retry, this.#attempt, this.#parts.random())
    this.#attempt += 1
    this.#cancel = this.#parts.clock.after(delay, () => this.#connect())
  }

  #hear(data: unknown): void {
    const parsed = fromSoundServerSchema.safeParse(typeof data === 'string' ? parseJson(data) : undefined)
    if (!parsed.success) this.#lost()
    else if (parsed.data.kind === 'refused') this.#refused(parsed.data.reason)
    else if (parsed.data.kind === 'done') this.#over('closed')
    else {
      this.#ring.stored(parsed.data)
      if (this.#state !== 'open') this.#welcomed()
    }
  }

  /** A ticket that is not good does not become so; whatever else was wrong may have been the connection's. */
  #refused(reason: SoundRefusal): void {
    if (reason === 'bad-ticket' || reason === 'bad-hello') this.#over('refused')
    else this.#lost()
  }

  /** What the backend has not got is sent again. */
  #welcomed(): void {
    this.#cancel()
    this.#attempt = 0
    this.#move('open')
    this.#say({ kind: 'quiet', spans: [...this.#quiet] })
    for (const frame of this.#ring.frames) this.#send(frame)
    if (this.#endMs !== null) this.#say({ kind: 'end', atMs: this.#endMs })
  }

  #send(frame: KeptFrame): void {
    const socket = this.#socket
    if (socket?.readyState !== WebSocket.OPEN) return
    if (socket.bufferedAmount > mostBuffered) this.#lost()
    else {
      socket.send(writeFrame({ ...frame, seq: this.#seq }))
      this.#seq += 1
    }
  }

  #say(message: ToSoundServer): void {
    if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(JSON.stringify(message))
  }

  #move(state: StreamState): void {
    if (state === this.#state) return
    this.#state = state
    this.#parts.onState()
  }
}

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
