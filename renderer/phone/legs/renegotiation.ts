import { type Session, SessionState } from 'sip.js'
import type { Clock } from '#shared/kit/clock.ts'
import { glareDelay } from '#shared/telephony/retry.rules.ts'
import type { SessionMedia } from '../media/session-media.ts'

export interface RenegotiationOptions {
  readonly session: Session
  readonly media: SessionMedia
  readonly clock: Clock
  readonly random: () => number
  /** We sent the first INVITE, so we made the Call-ID (RFC 3261 14.1). */
  readonly ownsCallId: boolean
  /** Registered over a living socket: a re-INVITE sent without one wedges the dialog. */
  readonly isOnline: () => boolean
}

export type RenegotiationOutcome = 'agreed' | 'refused' | 'gone'
const mostTries = 6
/** Pause before the next try after 500: the other side has not yet seen our last ACK. */
const busyPauseMs = 300
/** Pause before the next try after 480; with all its tries it outlasts the 10 s that both ends have after a restart of the edge. */
const awayPauseMs = 1000
const mostTriesAway = 11

/** The re-INVITEs of one dialog, one after the other: each waits for a socket, for stable signalling and for the ACK of the last one. */
export class Renegotiation {
  readonly #options: RenegotiationOptions
  #tail: Promise<unknown> = Promise.resolve()
  #waiting: (() => void)[] = []
  #ackWanted: boolean
  #queued = 0
  #running = 0
  /** Counts the losses of the socket: an answer lost with it is no refusal. */
  #losses = 0

  constructor(options: RenegotiationOptions) {
    this.#options = options
    this.#ackWanted = !options.ownsCallId
  }

  /** A re-INVITE that waits for its turn will say what is true then, so another one is not needed. */
  get isQueued(): boolean {
    return this.#queued > 0
  }

  /** One waits for its turn or its answer. */
  get isBusy(): boolean {
    return this.#running > 0
  }

  run(): Promise<RenegotiationOutcome> {
    this.#queued += 1
    this.#running += 1
    const mine = this.#tail
      .then(() => this.#tryOften())
      .finally(() => {
        this.#running -= 1
      })
    this.#tail = mine
    return mine
  }

  /** Something a waiting re-INVITE may wait for has happened. */
  poke(): void {
    const waiting = this.#waiting
    this.#waiting = []
    for (const wake of waiting) wake()
  }

  ackCame(): void {
    this.#ackWanted = false
    this.poke()
  }

  ackExpected(): void {
    this.#ackWanted = true
  }

  socketLost(): void {
    this.#losses += 1
  }

  async #tryOften(): Promise<RenegotiationOutcome> {
    for (let tries = 0; ; tries += 1) {
      await this.#ready()
      if (tries === 0) this.#queued -= 1
      if (this.#isGone()) return 'gone'
      const losses = this.#losses
      const status = await this.#once()
      if (this.#isGone()) return 'gone'
      if (status >= 200 && status < 300) return 'agreed'
      const lostOnTheWay = (status === 408 || status === 503) && losses !== this.#losses
      const pause = lostOnTheWay ? 0 : this.#pauseAfter(status)
      if (pause === null || tries >= (status === 480 ? mostTriesAway : mostTries)) return 'refused'
      // The other end is back as soon as a re-INVITE of its own has been taken: no need to wait out the pause.
      await (status === 480 ? Promise.race([this.#pause(pause), this.#news()]) : this.#pause(pause))
    }
  }

  #pauseAfter(status: number): number | null {
    if (status === 491) return glareDelay(this.#options.ownsCallId, this.#options.random())
    // 480: the other end has lost its own connection, and has its grace to come back (a restart of the edge cuts both).
    if (status === 480) return awayPauseMs
    return status === 500 ? busyPauseMs : null
  }

  #once(): Promise<number> {
    return new Promise((resolve) => {
      const said = (response: { message: { statusCode?: number | undefined } }): void =>
        resolve(response.message.statusCode ?? 500)
      this.#options.session.invite({ requestDelegate: { onAccept: said, onReject: said } }).catch(() =>
        // Their re-INVITE came while ours was made: as good as a 491.
        this.#options.media.rollbackDescription().then(
          () => resolve(491),
          () => resolve(491),
        ),
      )
    })
  }

  #isGone(): boolean {
    return this.#options.session.state !== SessionState.Established
  }

  async #ready(): Promise<void> {
    // Never in the same turn as an answer: its ACK leaves first.
    await this.#pause(0)
    while (!this.#isGone() && (!this.#options.isOnline() || this.#ackWanted || !this.#options.media.isStable))
      await this.#news()
  }

  #news(): Promise<void> {
    return new Promise((resolve) => this.#waiting.push(resolve))
  }

  #pause(ms: number): Promise<void> {
    return new Promise((resolve) => this.#options.clock.after(ms, resolve))
  }
}
