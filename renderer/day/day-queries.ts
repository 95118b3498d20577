import { type DayFigures, dayFiguresSchema } from '#shared/contract/rest/day.schema.ts'
import { failure, type Result, success } from '#shared/kit/result.ts'
import type { DayFailure } from './day-desk.ts'

interface QueryParts {
  readonly fetch: typeof fetch
  /** The session's token as it is now. */
  readonly token: () => string
}

/** GET /api/day over fetch. */
export const readDay =
  ({ fetch, token }: QueryParts) =>
  async (signal: AbortSignal): Promise<Result<DayFigures, DayFailure>> => {
    const answer = await fetch('/api/day', { headers: { authorization: `Bearer ${token()}` }, signal }).catch(
      () => null,
    )
    if (answer === null) return failure('unreachable')
    if (!answer.ok) return failure(answer.status >= 500 ? 'unreachable' : 'refused')
    const parsed = dayFiguresSchema.safeParse(await answer.json().catch(() => undefined))
    return parsed.success ? success(parsed.data) : failure('unexpected')
  }
