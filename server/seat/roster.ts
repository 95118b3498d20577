import type { Clock } from '#shared/kit/clock.ts'
import type { Disposer } from '#shared/kit/disposable.ts'
import { createEmitter } from '#shared/kit/emitter.ts'
import type { Account } from './accounts.repository.ts'
import type { Presence } from './presence.ts'
import type { SeatStates } from './seat-states.ts'

/** A seat that may be offered a call. */
export interface ReadySeat {
  readonly seat: string
  readonly skills: readonly string[]
  /** ms since the epoch: the smallest has been idle longest. */
  readonly idleSince: number
}

export interface RosterParts {
  readonly states: SeatStates
  readonly presence: Pick<Presence, 'phoneHere'>
  readonly accounts: ReadonlyMap<string, Account>
  readonly clock: Clock
  readonly onError: (error: unknown) => void
}

/** Seats the queue may offer calls to: ready, with a registered phone, not yet promised to another call. */
export interface Roster {
  /** Longest idle first. */
  ready(): readonly ReadySeat[]
  /** Promises a ready seat to a call until the call's next event is stored; false: no longer free. */
  reserve(seat: string, callId: string): boolean
  /** An event of the call is stored: the seat's state says the rest. */
  settle(callId: string): void
  /** Told when a seat may have become free. */
  onChange(listener: () => void): Disposer
  /** A phone came or went. */
  phonesChanged(): void
  close: Disposer
}

/** A promise nothing came of is forgotten after this, ms. */
const longestPromise = 30_000

/** Whether a seat takes calls of a queue; `skill` null: of the hotline's own. Experts are consulted by name or number, never offered a call of a queue. */
export const servesQueue = (account: Account | undefined, skill: string | null): boolean =>
  (account?.role === 'agent' || account?.role === 'lead') && (skill === null || account.skills.includes(skill))

/** Makes the roster. */
export function createRoster(parts: RosterParts): Roster {
  const promised = new Map<string, { readonly callId: string; readonly at: number }>()
  const changes = createEmitter<void>(parts.onError)
  const stop = parts.states.onChange(() => changes.emit())
  const isPromised = (seat: string) => {
    const promise = promised.get(seat)
    return promise !== undefined && parts.clock.now() - promise.at < longestPromise
  }
  const free = (seat: string) =>
    !isPromised(seat) &&
    servesQueue(parts.accounts.get(seat), null) &&
    parts.states.standing(seat)?.state === 'ready' &&
    parts.presence.phoneHere(seat)
  return {
    ready() {
      const seats = [...parts.states.all()].filter(([seat]) => free(seat))
      return seats
        .map(([seat, { standing }]) => ({
          seat,
          skills: parts.accounts.get(seat)?.skills ?? [],
          idleSince: standing.idleSince,
        }))
        .sort((a, b) => a.idleSince - b.idleSince || (a.seat < b.seat ? -1 : 1))
    },
    reserve(seat, callId) {
      if (!free(seat)) return false
      promised.set(seat, { callId, at: parts.clock.now() })
      return true
    },
    settle(callId) {
      const before = promised.size
      for (const [seat, promise] of promised) if (promise.callId === callId) promised.delete(seat)
      if (promised.size !== before) changes.emit()
    },
    onChange: (listener) => changes.on(listener),
    phonesChanged: () => changes.emit(),
    close: stop,
  }
}
