import type { Clock } from '#shared/kit/clock.ts'
import type { Disposer } from '#shared/kit/disposable.ts'
import { type Candidate, reachRingMs } from '#shared/telephony/reach.machine.ts'
import type { PhoneLeg } from '../legs/phone-leg.ts'

/** One whose phone has not yet noticed that its old call is dead is busy: it is tried again after this, ms. */
const againMs = 2000

export interface RecallParts {
  readonly dial: (person: Candidate) => PhoneLeg
  readonly clock: Clock
}

interface Called {
  readonly person: Candidate
  readonly until: number
  readonly leg: PhoneLeg
  readonly stop: Disposer
}

/** Calls people back whom a lost conference has left alone; each rings for as long as one who is reached. */
export class Recall {
  readonly #parts: RecallParts
  #called: Called[] = []
  #pauses: Disposer[] = []

  constructor(parts: RecallParts) {
    this.#parts = parts
  }

  begin(people: readonly Candidate[]): void {
    const until = this.#parts.clock.now() + reachRingMs
    for (const person of people) this.#call(person, until)
  }

  look(): void {
    for (const called of [...this.#called]) {
      const { leg, person, until } = called
      if (leg.state !== 'established' && leg.isLive) continue
      called.stop()
      this.#called = this.#called.filter((each) => each !== called)
      if (leg.isLive || leg.endReason !== 'busy' || this.#parts.clock.now() + againMs >= until) continue
      this.#pauses.push(this.#parts.clock.after(againMs, () => this.#call(person, until)))
    }
  }

  close(): void {
    for (const { stop } of this.#called) stop()
    for (const stop of this.#pauses) stop()
    this.#called = []
    this.#pauses = []
  }

  #call(person: Candidate, until: number): void {
    const { dial, clock } = this.#parts
    const leg = dial(person)
    const stop = clock.after(until - clock.now(), () => leg.hangUp('no-answer'))
    this.#called.push({ person, until, leg, stop })
  }
}
