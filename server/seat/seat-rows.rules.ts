import type { SeatRow, WallSeatRow } from '#shared/contract/socket/topics.ts'
import type { SeatStanding } from '#shared/seat/seat-standing.ts'
import type { Account } from './accounts.repository.ts'

/** The desk's own row. `at`: the server's clock, ms. */
export function seatRow(seat: string, standing: SeatStanding, at: number): SeatRow {
  const after = standing.state === 'not-ready' || standing.nextReason !== null ? 'not-ready' : 'ready'
  return {
    seat,
    state: standing.state,
    since: standing.since,
    reason: standing.reason,
    next: after,
    callId: standing.callId,
    wrapUp: standing.wrapUp,
    serverNow: at,
  }
}

/** A row of the wall. */
export function wallSeatRow(
  account: Pick<Account, 'seat' | 'name' | 'role'>,
  standing: SeatStanding,
  answeredToday: number,
): WallSeatRow {
  const { state, since, reason, callId } = standing
  return { seat: account.seat, name: account.name, role: account.role, state, since, reason, callId, answeredToday }
}
