import type { ConnectRefusal } from '#shared/contract/socket/handshake.ts'
import type { Clock } from '#shared/kit/clock.ts'
import { failure, type Result } from '#shared/kit/result.ts'
import { type Bucket, fullBucket, takeToken } from '#shared/kit/token-bucket.rules.ts'
import type { SessionClaims, SessionGate } from '../ports/session.ts'
import type { LinkLimits } from './link-options.ts'

/** Seats whose connection counts are kept; above, the oldest is forgotten. */
const most = 10_000

/**
 * Decides who may connect: a valid token, of the seat's one living session, and not too often.
 * The given function takes the token, undefined when none was handed over, null when the server is closing.
 */
export function admit(ports: {
  readonly sessions: SessionGate
  readonly clock: Clock
  readonly limits: LinkLimits
}): (token: string | undefined | null) => Promise<Result<SessionClaims, ConnectRefusal>> {
  const buckets = new Map<string, Bucket>()
  const policy = ports.limits.connects

  const tooOften = (seat: string): boolean => {
    const now = ports.clock.now()
    const { bucket, waitMs } = takeToken(policy, buckets.get(seat) ?? fullBucket(policy, now), now)
    buckets.delete(seat)
    buckets.set(seat, bucket)
    const [oldest] = buckets.keys()
    if (buckets.size > most && oldest !== undefined) buckets.delete(oldest)
    return waitMs > 0
  }

  return async (token) => {
    if (token === null) return failure('unavailable')
    if (token === undefined) return failure('bad-token')
    const checked = await ports.sessions.check(token)
    if (!checked.ok) return failure(checked.reason === 'ended' ? 'signed-out' : checked.reason)
    if (checked.value.expiresAt <= ports.clock.now()) return failure('expired')
    return tooOften(checked.value.seat) ? failure('too-many') : checked
  }
}
