import type { Clock } from '#shared/kit/clock.ts'
import { createDisposerList, type Disposer } from '#shared/kit/disposable.ts'
import { createEmitter } from '#shared/kit/emitter.ts'
import { nextStanding } from '#shared/seat/seat.machine.ts'
import type { SeatEvent } from '#shared/seat/seat-event.ts'
import type { SeatTimes } from '#shared/seat/seat-moves.rules.ts'
import type { SeatStanding } from '#shared/seat/seat-standing.ts'
import type { Storage, Work } from '../storage/query.ts'
import { loadStandings, type StoredStanding, takeStanding, writeStanding } from './standings.repository.ts'

export interface SeatStatesParts {
  readonly storage: Storage
  readonly clock: Clock
  readonly times: SeatTimes
  /** A change outside any request failed: the database is gone, most likely. */
  readonly onError: (error: unknown) => void
}

/** A seat that stands elsewhere now. */
export interface SeatChange {
  readonly seat: string
  readonly before: SeatStanding
  readonly standing: SeatStanding
  readonly event: SeatEvent
}

/** The standings of all seats: the database holds them, this keeps a copy to read without waiting. */
export interface SeatStates {
  /** In a transaction: null when the event cannot happen now (nothing is written then). */
  apply(work: Work, seat: string, event: SeatEvent): Promise<SeatStanding | null>
  /** In a transaction of its own, after those asked for before. */
  happen(seat: string, event: SeatEvent): void
  /** The last committed standing; undefined: no such seat. */
  standing(seat: string): SeatStanding | undefined
  all(): ReadonlyMap<string, StoredStanding>
  /** Told after each commit that changed a seat. */
  onChange(listener: (change: SeatChange) => void): Disposer
  /** Resolves once everything asked for by `happen` is done. */
  settled(): Promise<void>
  close: Disposer
}

/** Loads the standings and starts the countdowns that were running. */
export async function openSeatStates(parts: SeatStatesParts): Promise<SeatStates> {
  const { storage, clock } = parts
  const known = await loadStandings(storage.db)
  const changes = createEmitter<SeatChange>(parts.onError)
  const timers = new Map<string, Disposer>()
  const open = createDisposerList()
  open.add(() => {
    for (const cancel of timers.values()) cancel()
  })
  let closed = false
  let tail: Promise<void> = Promise.resolve()

  const commit = (change: SeatChange, revision: number) => {
    if (revision <= (known.get(change.seat)?.revision ?? -1)) return
    known.set(change.seat, { revision, standing: change.standing })
    countDown(change.seat, change.standing)
    changes.emit(change)
  }
  const apply: SeatStates['apply'] = async (work, seat, event) => {
    const stored = await takeStanding(work.tx, seat)
    if (!stored) return null
    const standing = nextStanding(stored.standing, event, { at: clock.now(), times: parts.times })
    if (!standing || standing === stored.standing) return standing
    const revision = stored.revision + 1
    await writeStanding(work.tx, seat, { revision, standing })
    work.afterCommit(() => commit({ seat, before: stored.standing, standing, event }, revision))
    return standing
  }
  const happen: SeatStates['happen'] = (seat, event) => {
    if (closed) return
    tail = tail.then(() => storage.transaction((work) => apply(work, seat, event))).then(() => undefined, parts.onError)
  }
  const countDown = (seat: string, standing: SeatStanding) => {
    timers.get(seat)?.()
    timers.delete(seat)
    if (!standing.wrapUp || closed) return
    const { endsAt } = standing.wrapUp
    const left = Math.max(0, endsAt - clock.now())
    timers.set(
      seat,
      clock.after(left, () => happen(seat, { type: 'wrap-up-over', endsAt })),
    )
  }
  for (const [seat, { standing }] of known) countDown(seat, standing)

  return {
    apply,
    happen,
    standing: (seat) => known.get(seat)?.standing,
    all: () => known,
    onChange: (listener) => changes.on(listener),
    settled: () => tail,
    close() {
      closed = true
      open.dispose()
    },
  }
}
