import type { Disposer } from '#shared/kit/disposable.ts'
import { usualSeatTimes } from '#shared/seat/seat.machine.ts'
import type { SeatState } from '#shared/seat/seat-state.ts'
import type { Base } from './app-base.ts'
import { type Account, addAccounts, listAccounts } from './seat/accounts.repository.ts'
import { createPresence, type Presence, usualAwayTimes } from './seat/presence.ts'
import { createRoster, type Roster, servesQueue } from './seat/roster.ts'
import { openSeatStates, type SeatStates } from './seat/seat-states.ts'
import { addStandings } from './seat/standings.repository.ts'

/** Accounts by seat, where their seats stand, and who is there. */
export interface Seats {
  readonly accounts: ReadonlyMap<string, Account>
  readonly states: SeatStates
  readonly presence: Presence
  readonly roster: Roster
  readonly close: Disposer
}

/** Adds what accounts are missing, and loads the seats as they stood. */
export async function openSeats(base: Base): Promise<Omit<Seats, 'presence' | 'roster' | 'close'>> {
  const { storage, clock, options } = base
  if (options.accounts.length > 0) await storage.transaction(({ tx }) => addAccounts(tx, options.accounts))
  const accounts = new Map((await listAccounts(storage.db)).map((account) => [account.seat, account]))
  await storage.transaction(({ tx }) => addStandings(tx, [...accounts.keys()], clock.now()))
  const states = await openSeatStates({ storage, clock, times: usualSeatTimes, onError: base.onError('seat-states') })
  return { accounts, states }
}

/** Starts watching desks and phones. Calls left open by the last run are closed before. */
export function watchSeats(base: Base, { accounts, states }: Pick<Seats, 'accounts' | 'states'>): Seats {
  const { clock, options } = base
  const presence = createPresence({
    states,
    clock,
    away: usualAwayTimes,
    barePhones: options.sandbox !== null,
    onError: base.onError('presence'),
  })
  const roster = createRoster({ states, presence, accounts, clock, onError: base.onError('roster') })
  const close = () => {
    roster.close()
    presence.close()
    states.close()
  }
  return { accounts, states, presence, roster, close }
}

/** How many seats stand where, for the wall. An expert's telephone without a desk is no seat of the hall: in the sandbox it is a scripted one's. */
export function countSeats({ states, accounts }: Pick<Seats, 'states' | 'accounts'>): {
  ready: number
  talking: number
} {
  const all = [...states.all()]
    .filter(([seat, { standing }]) => standing.desk !== 'none' || accounts.get(seat)?.role !== 'expert')
    .map(([, { standing }]) => standing.state)
  return {
    ready: all.filter((state) => state === 'ready').length,
    talking: all.filter((state) => state === 'talking' || state === 'hold').length,
  }
}

/** Where the seats stand that take calls of a queue; `skill` null: of the hotline's own. */
export const statesServing = (
  { states, accounts }: Pick<Seats, 'states' | 'accounts'>,
  skill: string | null,
): SeatState[] =>
  [...states.all()].filter(([seat]) => servesQueue(accounts.get(seat), skill)).map(([, { standing }]) => standing.state)
