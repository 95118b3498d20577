import type { Clock } from '#shared/kit/clock.ts'
import type { Disposer } from '#shared/kit/disposable.ts'

/** After the tone began, ms: it is over, and so is what an element takes to play it. */
const toneMs = 400
/** Between two beeps of a call that waits, ms. */
const waitingEveryMs = 4000

export interface OfferedLeg {
  readonly state: string
}

export interface AutoAnswerParts<L> {
  readonly clock: Clock
  readonly beep: () => void
  readonly answer: (leg: L) => void
}

/** What the phone does of itself about an offered call: answers it after a tone, or beeps while it waits. */
export class AutoAnswer<L extends OfferedLeg> {
  readonly #parts: AutoAnswerParts<L>
  #cancel: Disposer = () => undefined

  constructor(parts: AutoAnswerParts<L>) {
    this.#parts = parts
  }

  /** The tone first, then the voice: nobody is on the air without having heard it. A call that is gone or taken meanwhile is left alone. */
  answerAfter(leg: L, ms: number): void {
    const { clock, beep, answer } = this.#parts
    this.#after(ms, () => {
      if (leg.state !== 'offered') return
      beep()
      this.#cancel = clock.after(toneMs, () => {
        if (leg.state === 'offered') answer(leg)
      })
    })
  }

  /** A soft sign at the ear that a second call waits, until it is answered or gone. */
  beepWhileOffered(leg: L): void {
    if (leg.state !== 'offered') return
    this.#parts.beep()
    this.#after(waitingEveryMs, () => this.beepWhileOffered(leg))
  }

  close(): void {
    this.#cancel()
  }

  /** There is one offered call at a time. */
  #after(ms: number, run: () => void): void {
    this.#cancel()
    this.#cancel = this.#parts.clock.after(ms, run)
  }
}
