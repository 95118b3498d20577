import type { Clock } from '#shared/kit/clock.ts'
import type { Disposer } from '#shared/kit/disposable.ts'
import { createEmitter } from '#shared/kit/emitter.ts'
import type { SeatChange, SeatStates } from './seat-states.ts'

/** How long a desk and a phone may be away before the seat changes, ms. */
export interface AwayTimes {
  readonly desk: number
  readonly phone: number
}

/** 10 s for the desk; 8 s for its phone, which comes back within 5 s of a cut network. */
export const usualAwayTimes: AwayTimes = { desk: 10_000, phone: 8_000 }

export interface PresenceParts {
  readonly states: SeatStates
  readonly clock: Clock
  readonly away: AwayTimes
  /** Sandbox: a SIP client without a desk is called like a seat. */
  readonly barePhones: boolean
  readonly onError: (error: unknown) => void
}

/** Who is there: desks by their sockets, phones by their registrations. */
export interface Presence {
  /** A seat's desk connected or went. */
  desk(seat: string, connected: boolean): void
  /** From the edge: how many contacts the user has now. */
  phones(user: string, contacts: number): void
  /** Whether a desk of the seat is connected. */
  deskHere(seat: string): boolean
  phoneHere(seat: string): boolean
  /** Told when the first phone of a user comes or the last one goes. */
  onPhone(listener: (user: string) => void): Disposer
  close: Disposer
}

/** Starts watching; desks and phones that were there before a restart get their time to come back. */
export function createPresence(parts: PresenceParts): Presence {
  const { states, clock } = parts
  const desks = new Set<string>()
  const phones = new Set<string>()
  const phoneChanges = createEmitter<string>(parts.onError)
  const deskTimers = createTimers(clock)
  const phoneTimers = createTimers(clock)
  const watchDesk = (seat: string) =>
    deskTimers.start(seat, parts.away.desk, () => states.happen(seat, { type: 'desk-gone' }))
  const watchPhone = (seat: string) =>
    phoneTimers.start(seat, parts.away.phone, () => {
      const standing = states.standing(seat)
      if (standing?.state === 'ready' && standing.desk === 'here') states.happen(seat, { type: 'phone-lost' })
    })
  const seen = ({ seat, standing, event }: SeatChange) => {
    if (event.type === 'signed-in' && !desks.has(seat)) watchDesk(seat)
    if (event.type === 'signed-out') deskTimers.stop(seat)
    if (standing.state === 'ready' && standing.desk === 'here' && !phones.has(seat)) watchPhone(seat)
  }
  const stop = states.onChange(seen)
  for (const [seat, { standing }] of states.all()) {
    if (standing.desk === 'here') watchDesk(seat)
    if (standing.desk === 'here' && standing.state === 'ready') watchPhone(seat)
    if (standing.desk === 'none' && standing.state !== 'offline') states.happen(seat, { type: 'bare-phone-gone' })
  }
  return {
    desk(seat, connected) {
      const here = states.standing(seat)?.desk === 'here'
      if (connected) {
        desks.add(seat)
        deskTimers.stop(seat)
        if (!here) states.happen(seat, { type: 'desk-back' })
      } else {
        desks.delete(seat)
        if (here) watchDesk(seat)
      }
    },
    phones(user, contacts) {
      const was = phones.has(user)
      if (contacts > 0) phones.add(user)
      else phones.delete(user)
      if (contacts > 0) phoneTimers.stop(user)
      if (was !== contacts > 0) phoneChanges.emit(user)
      const standing = states.standing(user)
      if (!standing || was === contacts > 0) return
      if (contacts === 0) {
        if (standing.desk === 'none') states.happen(user, { type: 'bare-phone-gone' })
        else if (standing.state === 'ready') watchPhone(user)
      } else if (parts.barePhones && standing.desk !== 'here') states.happen(user, { type: 'bare-phone-up' })
    },
    deskHere: (seat) => desks.has(seat),
    phoneHere: (seat) => phones.has(seat),
    onPhone: (listener) => phoneChanges.on(listener),
    close() {
      stop()
      deskTimers.close()
      phoneTimers.close()
    },
  }
}

function createTimers(clock: Clock) {
  const running = new Map<string, Disposer>()
  const stop = (key: string) => {
    running.get(key)?.()
    running.delete(key)
  }
  return {
    stop,
    start(key: string, ms: number, run: () => void) {
      stop(key)
      running.set(
        key,
        clock.after(ms, () => {
          running.delete(key)
          run()
        }),
      )
    },
    close() {
      for (const cancel of running.values()) cancel()
      running.clear()
    },
  }
}
