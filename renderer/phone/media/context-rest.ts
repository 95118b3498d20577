import type { Disposer } from '#shared/kit/disposable.ts'

/**
 * Lets a context sleep while nobody needs it. Chromium keeps each node that was made of or for a MediaStream until the context does
 * not run, disconnected or not: in one that never sleeps two nodes of every leg of a shift would stay.
 */
export class ContextRest {
  readonly #context: AudioContext
  readonly #onChange: () => void
  readonly #keepers = new Set<symbol>()
  #state: 'awake' | 'asleep' | 'waking' = 'awake'

  constructor(context: AudioContext, onChange: () => void) {
    this.#context = context
    this.#onChange = onChange
  }

  /** It does not run by our own will: the browser lets it, and will again. */
  get isOurs(): boolean {
    return this.#state !== 'awake'
  }

  /** The context runs until all who wanted it have disposed. */
  keepAwake(): Disposer {
    const keeper = Symbol('keeper')
    this.#keepers.add(keeper)
    if (this.#state === 'asleep') this.#wake()
    return () => {
      if (this.#keepers.delete(keeper) && this.#keepers.size === 0) this.#sleep()
    }
  }

  #sleep(): void {
    // One that the browser has not let run has to keep saying so.
    if (this.#context.state !== 'running') return
    this.#state = 'asleep'
    this.#context.suspend().catch(this.#closed)
  }

  #wake(): void {
    this.#state = 'waking'
    this.#context.resume().then(() => {
      if (this.#state === 'waking') this.#state = 'awake'
      this.#onChange()
    }, this.#closed)
  }

  readonly #closed = (): void => {
    this.#state = 'awake'
  }
}
