import { RateLimiterMemory } from 'rate-limiter-flexible'
import {
  type SignInAnswer,
  type SignInRequest,
  type Site,
  signInRequestSchema,
} from '#shared/contract/rest/sign-in.schema.ts'
import type { PublicAnswer, PublicRoute } from '../ports/public-route.ts'
import type { SessionKeeper } from './session-keeper.ts'
import type { SignInOutcome } from './sign-in.ts'

export interface SignInRoutesParts {
  readonly signIn: (request: SignInRequest) => Promise<SignInOutcome>
  readonly sessions: Pick<SessionKeeper, 'restore' | 'look'>
  readonly site: () => Site
  /** Tries one address may make in a minute. */
  readonly triesPerMinute: number
}

type Refusal = Extract<SignInAnswer, { ok: false }>
const statuses = {
  'bad-input': 400,
  wrong: 401,
  expired: 401,
  connected: 409,
  locked: 423,
  'too-fast': 429,
} as const satisfies Record<Refusal['reason'], PublicAnswer['status']>

const refuse = (reason: Refusal['reason'], field: string | null = null, retryAfterMs: number | null = null) => {
  const body: SignInAnswer = { ok: false, reason, field, retryAfterMs }
  return { status: statuses[reason], body }
}

/** What can be asked before a session, and the session again after a reload. */
export function signInRoutes(parts: SignInRoutesParts): PublicRoute[] {
  const limiter = new RateLimiterMemory({ points: parts.triesPerMinute, duration: 60 })
  const limited = async (address: string, run: () => Promise<PublicAnswer>): Promise<PublicAnswer> => {
    const waitMs = await limiter.consume(address).then(
      () => null,
      (refusal: { msBeforeNext?: number }) => refusal.msBeforeNext ?? 1000,
    )
    return waitMs === null ? run() : refuse('too-fast', null, waitMs)
  }
  const again = (path: string, of: SessionKeeper['restore']): PublicRoute => ({
    method: 'GET',
    path,
    handle: ({ bearer, address }) =>
      limited(address, async () => {
        const session = bearer === null ? null : await of(bearer)
        if (!session?.ok) return refuse('expired')
        return { status: 200, body: { ok: true, session: session.value } satisfies SignInAnswer }
      }),
  })
  return [
    { method: 'GET', path: '/api/site', handle: async () => ({ status: 200, body: parts.site() }) },
    {
      method: 'POST',
      path: '/api/sign-in',
      handle: ({ body, address }) =>
        limited(address, async () => {
          const request = signInRequestSchema.safeParse(body)
          if (!request.success) return refuse('bad-input', request.error.issues[0]?.path.join('.') || null)
          const outcome = await parts.signIn(request.data)
          if (!outcome.ok) return refuse(outcome.reason, outcome.field, outcome.retryAfterMs)
          return { status: 200, body: outcome satisfies SignInAnswer }
        }),
    },
    again('/api/session', parts.sessions.restore),
    again('/api/session/view', parts.sessions.look),
  ]
}
