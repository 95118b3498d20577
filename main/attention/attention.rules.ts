import type { CallNote, HostArgs } from '#shared/contract/host/host-calls.ts'
import type { UserSettings } from '#shared/contract/host/settings.schema.ts'
import type { SeatState } from '#shared/seat/seat-state.ts'
import { type MenuItem, type ToldState, trayMenu } from './tray-menu.rules.ts'

export type SeatNote = HostArgs<'tellSeat'>

/** All that what people see of us outside the window depends on. */
export interface AttentionFacts {
  readonly seat: SeatNote
  readonly call: CallNote
  /** The desk's window has the focus. */
  readonly focused: boolean
  readonly settings: Pick<UserSettings, 'toast' | 'startWithSystem'>
  readonly startForced: boolean
}

/** What people see of us outside the window. */
export interface AttentionPicture {
  /** Name of the sign, a shape and colour of its own per state; the file is `tray-NAME.png`. */
  readonly sign: SeatState
  /** For the tooltip: the seat's number and its state, and nothing of a caller. */
  readonly seat: string | null
  readonly state: ToldState
  readonly menu: readonly MenuItem[]
  /** Commands that wait for the network; 0: no badge. */
  readonly badge: number
  readonly flash: boolean
  readonly toast: CallNote | null
}

/** Nobody is signed in and nothing rings. */
export const noSeat: SeatNote = { seat: null, state: 'signed-out', unsent: 0 }
export const noCall: CallNote = { phase: 'none', id: null, title: '', lines: [], answerBy: null }

/** The phone knows of a call before the backend has said so, and also while the backend is away. */
function shownState({ state }: SeatNote, { phase }: CallNote): ToldState {
  if (phase === 'none') return state
  if (state === 'talking' || state === 'hold') return state
  return phase === 'ringing' ? 'ringing' : 'talking'
}

/** Decides all of it at once. Flash and toast are for a desk that is not looked at; one that has the focus shows the ring itself. */
export function attentionOf({ seat, call, focused, settings, startForced }: AttentionFacts): AttentionPicture {
  const state = shownState(seat, call)
  const ringing = call.phase === 'ringing'
  return {
    sign: state === 'signed-out' ? 'offline' : state,
    seat: seat.seat,
    state,
    menu: trayMenu({ state, phase: call.phase, startWithSystem: settings.startWithSystem, startForced }),
    badge: seat.unsent,
    flash: ringing && !focused,
    toast: ringing && settings.toast && !focused ? call : null,
  }
}
