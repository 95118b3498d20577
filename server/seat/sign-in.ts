import type { Session, SignInRequest } from '#shared/contract/rest/sign-in.schema.ts'
import type { Clock } from '#shared/kit/clock.ts'
import type { Storage, Work } from '../storage/query.ts'
import { type Account, findPasswordHash, takeAccount, writeFailures } from './accounts.repository.ts'
import { afterFailure, lockedFor } from './lock.rules.ts'
import type { PasswordCheck } from './password.ts'
import type { SessionKeeper } from './session-keeper.ts'

export interface SignInParts {
  readonly storage: Storage
  readonly clock: Clock
  readonly sessions: SessionKeeper
  readonly passwords: PasswordCheck
  /** Whether a desk of the seat is connected. */
  readonly connected: (seat: string) => boolean
  /** Sandbox: a card signs in without a password. */
  readonly cards: boolean
}

export type SignInOutcome =
  | { readonly ok: true; readonly session: Session }
  | {
      readonly ok: false
      readonly reason: 'wrong' | 'locked' | 'connected'
      readonly field: string | null
      readonly retryAfterMs: number | null
    }

const refusal = (reason: 'wrong' | 'locked' | 'connected', retryAfterMs: number | null = null): SignInOutcome => ({
  ok: false,
  reason,
  field: reason === 'wrong' ? 'password' : null,
  retryAfterMs,
})

/** Signs a seat in. An unknown seat, a disabled one and a wrong password look the same and take the same time. */
export function createSignIn(parts: SignInParts): (request: SignInRequest) => Promise<SignInOutcome> {
  const matches = async ({ seat, password }: SignInRequest): Promise<boolean> => {
    if (password === undefined) return parts.cards
    return parts.passwords.matches(await findPasswordHash(parts.storage.db, seat), password)
  }
  const judge = async (work: Work, request: SignInRequest, right: boolean): Promise<SignInOutcome> => {
    const at = parts.clock.now()
    const account = await takeAccount(work.tx, request.seat)
    if (!account || account.disabled) return refusal('wrong')
    const locked = lockedFor(account, at)
    if (locked !== null) return refusal('locked', locked)
    if (!right) return fail(work, account, at)
    if (account.failures > 0) await writeFailures(work.tx, account.seat, { failures: 0, lockedUntil: null })
    if (!request.takeOver && parts.connected(account.seat)) return refusal('connected')
    return { ok: true, session: await parts.sessions.open(work, account) }
  }
  const fail = async (work: Work, account: Account, at: number): Promise<SignInOutcome> => {
    const next = afterFailure(account, at)
    await writeFailures(work.tx, account.seat, next)
    const locked = lockedFor(next, at)
    if (locked === null) return refusal('wrong')
    await parts.sessions.end(work, { seat: account.seat }, 'locked')
    return refusal('locked', locked)
  }
  return async (request) => {
    const right = await matches(request)
    return parts.storage.transaction((work) => judge(work, request, right))
  }
}
