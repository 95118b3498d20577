import type { Disposer } from '#shared/kit/disposable.ts'
import { type AtSeat, somebodySits } from './who-sits.rules.ts'

export interface ExpertSeatsParts {
  readonly seats: readonly string[]
  /** UUID of the scripted experts' telephones. */
  readonly instance: string
  readonly at: (seat: string) => AtSeat
  /** Told when a desk or a telephone may have come or gone. */
  readonly onChange: (listener: () => void) => Disposer
  readonly attend: (seat: string, wanted: boolean) => void
}

/** Sends the scripted experts to the seats nobody sits at, and away again when somebody comes. */
export function mindExpertSeats({ seats, instance, at, onChange, attend }: ExpertSeatsParts): Disposer {
  const attended = new Set<string>()
  const look = () => {
    for (const seat of seats) {
      const wanted = !somebodySits(at(seat), instance)
      if (wanted === attended.has(seat)) continue
      if (wanted) attended.add(seat)
      else attended.delete(seat)
      attend(seat, wanted)
    }
  }
  look()
  return onChange(look)
}
