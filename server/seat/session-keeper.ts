import type { Line } from '#shared/contract/phone/phone-messages.ts'
import type { Session } from '#shared/contract/rest/sign-in.schema.ts'
import type { ClosingReason } from '#shared/contract/socket/envelope.ts'
import type { Clock, NewId } from '#shared/kit/clock.ts'
import { failure, type Result, success } from '#shared/kit/result.ts'
import { takesCalls } from '#shared/seat/seat-state.ts'
import type { CloseDesk, SessionClaims, SessionGate, TokenRefusal } from '../ports/session.ts'
import type { Storage, Tx, Work } from '../storage/query.ts'
import type { Account } from './accounts.repository.ts'
import type { SeatStates } from './seat-states.ts'
import { journalKey, newSipSecret, sipHa1 } from './secrets.ts'
import { findSession, putSession, removeSession, renewSession, type SessionWithAccount } from './sessions.repository.ts'
import type { TokenKit } from './token.ts'

/** Longest life of a session, whatever is renewed: a long shift (ms). */
const sessionLife = 14 * 60 * 60_000

export interface SessionKeeperParts {
  readonly storage: Storage
  readonly clock: Clock
  readonly newId: NewId
  readonly tokens: TokenKit
  readonly states: SeatStates
  readonly closeDesk: CloseDesk
  /** Ends the seat's SIP registration at the edge. */
  readonly endRegistration: (seat: string) => void
  /** Secret everything of the seats is derived from, 32 bytes. */
  readonly master: Uint8Array
  /** SIP domain and realm, e.g. `sandbox.lianxian`. */
  readonly domain: string
  /** The edges' WebSocket addresses, ICE servers and the conference focus, as a desk is given them. */
  readonly line: () => Pick<Line, 'edges' | 'iceServers' | 'focus'>
}

/** Opens, restores, renews and ends sessions; the one place that hands out tokens and SIP secrets. */
export interface SessionKeeper extends SessionGate {
  /** Opens the seat's session in the sign-in's transaction; whoever had one is told and cut off. */
  open(work: Work, account: Account): Promise<Session>
  /** The session again for a reloaded tab, with a new token and a new SIP secret. */
  restore(token: string): Promise<Result<Session, TokenRefusal>>
  /** The session for a further window of the seat: without line and journal, and the desk's own SIP secret stays. */
  look(token: string): Promise<Result<Session, TokenRefusal>>
  renew(work: Pick<Work, 'tx'>, sessionId: string): Promise<{ token: string; expiresAt: number } | null>
  /**
   * Forgets the seat's session (or that one alone, where `sessionId` is given) and its SIP secret; sockets are closed and the
   * registration ended after the commit.
   */
  end(work: Work, which: { seat: string; sessionId?: string }, why: ClosingReason): Promise<void>
}

/** Makes the keeper. */
export function createSessionKeeper(parts: SessionKeeperParts): SessionKeeper {
  const { storage, clock, tokens } = parts
  const cutOff = (work: Work, seat: string, why: ClosingReason) =>
    work.afterCommit(() => {
      parts.closeDesk(seat, why)
      parts.endRegistration(seat)
    })
  const check = async (
    token: string,
  ): Promise<Result<SessionClaims & { stored: SessionWithAccount }, TokenRefusal>> => {
    const read = await tokens.read(token, clock.now())
    if (!read.ok) return read
    const stored = await findSession(storage.db, read.value.sessionId)
    if (!stored || stored.seat !== read.value.seat || stored.disabled || stored.endsAt <= clock.now())
      return failure('ended')
    return success({ ...read.value, role: stored.role, stored })
  }
  return {
    async check(token) {
      const checked = await check(token)
      if (!checked.ok) return checked
      const { stored: _stored, ...claims } = checked.value
      return success(claims)
    },
    async open(work, account) {
      const at = clock.now()
      const secret = takesCalls(account.role) ? newSipSecret() : null
      const sessionId = parts.newId()
      const sipSecret = secret === null ? null : sipHa1(account.seat, parts.domain, secret)
      const before = await putSession(work.tx, {
        sessionId,
        seat: account.seat,
        sipHa1: sipSecret,
        createdAt: at,
        renewedAt: at,
        endsAt: at + sessionLife,
      })
      if (before) cutOff(work, account.seat, 'taken-over')
      await parts.states.apply(work, account.seat, { type: 'signed-in' })
      return present(parts, { ...account, sessionId }, secret)
    },
    async restore(token) {
      const checked = await check(token)
      if (!checked.ok) return checked
      const { stored } = checked.value
      const secret = takesCalls(stored.role) ? newSipSecret() : null
      const ha1 = secret === null ? null : sipHa1(stored.seat, parts.domain, secret)
      const still = await storage.transaction(({ tx }) => rotate(tx, { stored, ha1, at: clock.now() }))
      return still ? success(await present(parts, stored, secret)) : failure('ended')
    },
    async look(token) {
      const checked = await check(token)
      if (!checked.ok) return checked
      return success({ ...(await present(parts, checked.value.stored, null)), journalKey: '' })
    },
    async renew({ tx }, sessionId) {
      const stored = await findSession(tx, sessionId)
      if (!stored || stored.disabled || stored.endsAt <= clock.now()) return null
      await renewSession(tx, sessionId, { at: clock.now() })
      return tokens.issue(stored, clock.now())
    },
    async end(work, { seat, sessionId }, why) {
      if (!(await removeSession(work.tx, seat, sessionId))) return
      cutOff(work, seat, why)
      await parts.states.apply(work, seat, { type: 'signed-out' })
    },
  }
}

async function rotate(tx: Tx, change: { stored: SessionWithAccount; ha1: string | null; at: number }) {
  const { sessionId } = change.stored
  if (!(await findSession(tx, sessionId))) return false
  await renewSession(tx, sessionId, { at: change.at, sipHa1: change.ha1 })
  return true
}

async function present(
  parts: SessionKeeperParts,
  who: Pick<SessionWithAccount, 'seat' | 'name' | 'role' | 'skills' | 'sessionId'>,
  sipSecret: string | null,
): Promise<Session> {
  const at = parts.clock.now()
  const { token, expiresAt } = await parts.tokens.issue(who, at)
  return {
    seat: who.seat,
    name: who.name,
    role: who.role,
    skills: [...who.skills],
    token,
    expiresAt,
    line:
      sipSecret === null
        ? null
        : { ...parts.line(), aor: `${who.seat}@${parts.domain}`, secret: sipSecret, displayName: who.name },
    journalKey: journalKey(parts.master, who.seat),
    serverNow: at,
  }
}
