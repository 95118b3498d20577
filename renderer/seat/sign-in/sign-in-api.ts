import {
  type SignInAnswer,
  type SignInRequest,
  type Site,
  signInAnswerSchema,
  siteSchema,
} from '#shared/contract/rest/sign-in.schema.ts'
import { failure, type Result, success } from '#shared/kit/result.ts'

/** `offline`: no answer; `unexpected`: an answer that the contract does not know. */
export type ApiFailure = 'offline' | 'unexpected'

/** The routes that work before anybody signed in. */
export interface SignInApi {
  site(): Promise<Result<Site, ApiFailure>>
  signIn(request: SignInRequest): Promise<Result<SignInAnswer, ApiFailure>>
  /** The session of a token kept by this tab (a reload). */
  session(token: string): Promise<Result<SignInAnswer, ApiFailure>>
}

interface Parser<T> {
  safeParse(input: unknown): { success: true; data: T } | { success: false }
}

/**
 * Makes the API of a backend on this origin. Refusals carry the same body as answers, so the status is not looked at.
 * `view`: for a further window of a seat.
 */
export function createSignInApi(fetch: typeof globalThis.fetch, view = false): SignInApi {
  const ask = async <T>(path: string, init: RequestInit, schema: Parser<T>): Promise<Result<T, ApiFailure>> => {
    let response: Response
    try {
      response = await fetch(path, { ...init, cache: 'no-store', credentials: 'omit' })
    } catch {
      return failure('offline')
    }
    const parsed = schema.safeParse(await response.json().catch(() => undefined))
    return parsed.success ? success(parsed.data) : failure('unexpected')
  }
  return {
    site: () => ask('/api/site', {}, siteSchema),
    signIn: (request) =>
      ask(
        '/api/sign-in',
        { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(request) },
        signInAnswerSchema,
      ),
    session: (token) =>
      ask(
        view ? '/api/session/view' : '/api/session',
        { headers: { authorization: `Bearer ${token}` } },
        signInAnswerSchema,
      ),
  }
}
