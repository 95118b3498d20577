import type { Presence } from '#shared/directory/entry.ts'
import type { SeatState } from '#shared/seat/seat-state.ts'

/** What each state of a seat with a phone means for who would ring it. */
const presenceOf: Readonly<Record<SeatState, Presence>> = {
  offline: 'offline',
  ready: 'ready',
  'not-ready': 'away',
  ringing: 'busy',
  talking: 'busy',
  hold: 'busy',
  'wrap-up': 'busy',
}

/**
 * Whether the seat would answer. Without a phone nobody rings, whatever the seat's state; a call that is up goes on while its phone comes back.
 * @param state undefined: the number is no seat of this hall
 */
export function seatPresence(state: SeatState | undefined, phoneHere: boolean): Presence {
  if (state === undefined) return 'unknown'
  const presence = presenceOf[state]
  return phoneHere || presence === 'busy' ? presence : 'offline'
}

/** Whether somebody would take a call of a queue: one ready seat is enough; with nobody signed in it would wait in vain. */
export function queuePresence(states: readonly SeatState[]): Presence {
  if (states.includes('ready')) return 'ready'
  return states.some((state) => state !== 'offline') ? 'busy' : 'offline'
}
