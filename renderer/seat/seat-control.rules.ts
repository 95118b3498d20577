import type { SeatRow } from '#shared/contract/socket/topics.ts'
import type { SeatState } from '#shared/seat/seat-state.ts'

/** What the one button Ready / Not ready does when pressed, and why it can't be. */
export interface SeatControlView {
  readonly press: 'ready' | 'not-ready'
  readonly disabled: 'connecting' | 'no-phone' | null
  /** Its effect comes after the call or wrap-up that goes on now. */
  readonly later: boolean
  readonly wrapUp: { readonly endsAt: number; readonly mayExtend: boolean } | null
}

const later: ReadonlySet<SeatState> = new Set(['ringing', 'talking', 'hold', 'wrap-up'])

/**
 * What the seat's controls offer: a pair is one button in one place, named by what a press will do.
 * @param row null: the server has not said yet
 * @param phoneUsable whether a call could reach this desk
 */
export function seatControlView(row: SeatRow | null, phoneUsable: boolean): SeatControlView {
  if (row === null || row.state === 'offline')
    return { press: 'ready', disabled: 'connecting', later: false, wrapUp: null }
  const inCall = later.has(row.state)
  const willBeReady = inCall ? row.next === 'ready' : row.state === 'ready'
  const press = willBeReady ? 'not-ready' : 'ready'
  return {
    press,
    disabled: press === 'ready' && !phoneUsable ? 'no-phone' : null,
    later: inCall,
    wrapUp:
      row.state === 'wrap-up' && row.wrapUp ? { endsAt: row.wrapUp.endsAt, mayExtend: !row.wrapUp.extended } : null,
  }
}
