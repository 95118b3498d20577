import { Inviter } from 'sip.js'
import type { Clock } from '#shared/kit/clock.ts'
import type { Disposer } from '#shared/kit/disposable.ts'
import { newStall, nextStall, type Stall } from '#shared/telephony/stall.rules.ts'

const everyMs = 100

/** One connection whose sound may stop. */
export interface WatchedSound {
  readonly session: object
  /** Packets of sound so far; rejects once the connection is closed. */
  received(): Promise<number>
  /** Asks for new addresses and tells the other end by re-INVITE. */
  restart(): void
  readonly isRenegotiating: boolean
  /** When the other side's description was taken last, ms since the epoch. */
  readonly agreedAt: number
}

/** An established leg as it is watched. */
export interface WatchedLeg {
  readonly state: string
  /** Whether sound is due from the other end: nobody holds. */
  readonly hearing: boolean
  readonly sound: WatchedSound | undefined
}

export interface StallWatchParts {
  readonly clock: Clock
  readonly legs: () => readonly WatchedLeg[]
  /** Registered over a living socket. */
  readonly isOnline: () => boolean
}

/** Looks ten times a second whether sound still comes, for as long as a leg is established. The connection's own `disconnected` takes 6 s. */
export class StallWatch {
  readonly #parts: StallWatchParts
  readonly #known = new WeakMap<WatchedSound, Stall>()
  #cancel: Disposer | undefined

  constructor(parts: StallWatchParts) {
    this.#parts = parts
  }

  /** To be called whenever a leg may have changed. */
  legsChanged(): void {
    if (!this.#established().length) this.close()
    else this.#cancel ??= this.#parts.clock.after(everyMs, this.#tick)
  }

  close(): void {
    this.#cancel?.()
    this.#cancel = undefined
  }

  #established(): readonly WatchedLeg[] {
    return this.#parts.legs().filter(({ state }) => state === 'established')
  }

  readonly #tick = (): void => {
    this.#cancel = this.#parts.clock.after(everyMs, this.#tick)
    for (const leg of this.#established()) void this.#look(leg)
  }

  async #look(leg: WatchedLeg): Promise<void> {
    const { sound } = leg
    // A connection that was closed while it was asked: the leg is ending.
    const packets = await sound?.received().catch(() => null)
    if (!sound || typeof packets !== 'number' || leg.sound !== sound) return
    const known = this.#known.get(sound) ?? newStall(sound.session instanceof Inviter)
    const { stall, restart } = nextStall(known, {
      at: this.#parts.clock.now(),
      packets,
      agreedAt: sound.agreedAt,
      due: leg.state === 'established' && leg.hearing,
      free: this.#parts.isOnline() && !sound.isRenegotiating,
    })
    this.#known.set(sound, stall)
    if (restart) sound.restart()
  }
}
