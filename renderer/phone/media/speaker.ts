import type { Disposer } from '#shared/kit/disposable.ts'

/** Whatever plays: a media element. */
type Player = Pick<HTMLMediaElement, 'setSinkId'>

/** The device the agent hears by: every element that plays is on it, and moves with it while it plays. */
export class Speaker {
  readonly #players = new Set<Player>()
  #id = ''

  /** An empty id: the system's default. */
  use(id: string): void {
    if (id === this.#id) return
    this.#id = id
    for (const player of this.#players) void this.#move(player)
  }

  /** Puts an element on the device, and keeps it there until it is disposed. */
  join(player: Player): Disposer {
    this.#players.add(player)
    if (this.#id !== '') void this.#move(player)
    return () => void this.#players.delete(player)
  }

  async #move(player: Player): Promise<void> {
    try {
      await player.setSinkId(this.#id)
    } catch {
      // It was unplugged just now; the list of devices will say so. To be heard anywhere is better than nowhere.
      await player.setSinkId('').catch(() => undefined)
    }
  }
}
