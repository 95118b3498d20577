import type { ClosingReason } from '#shared/contract/socket/envelope.ts'
import type { Result } from '#shared/kit/result.ts'
import type { Role } from '#shared/seat/seat-state.ts'

/** Who a valid token speaks for. */
export interface SessionClaims {
  readonly seat: string
  readonly role: Role
  readonly sessionId: string
  /** End of the token, ms since the epoch; `session.renew` over the socket gives the next one. */
  readonly expiresAt: number
}

/** Why a token opens nothing. `ended`: signed out, taken over or locked since. */
export type TokenRefusal = 'bad-token' | 'expired' | 'ended'

/** Checks tokens against their signature and against the session's row. */
export interface SessionGate {
  check(token: string): Promise<Result<SessionClaims, TokenRefusal>>
}

/** Tells the seat's desk why, and closes its socket. */
export type CloseDesk = (seat: string, why: ClosingReason) => void
