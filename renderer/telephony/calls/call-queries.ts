import { type CallHistoryPage, callHistorySchema } from '#shared/contract/rest/calls.schema.ts'
import { failure, type Result, success } from '#shared/kit/result.ts'
import { type CallFilters, historyQuery } from './call-filters.rules.ts'

/** Why nothing came. `unreachable`: network or server; `unexpected`: an answer of another form. */
export type QueryFailure = 'unreachable' | 'refused' | 'unexpected'

/** Reading the history of calls from the backend. */
export interface CallQueries {
  /** @param before the key of the page before */
  list(filters: CallFilters, before: string | null, signal: AbortSignal): Promise<Result<CallHistoryPage, QueryFailure>>
}

interface QueryParts {
  readonly fetch: typeof fetch
  /** The session's token as it is now. */
  readonly token: () => string
}

/** GET /api/calls over fetch. */
export function createCallQueries({ fetch, token }: QueryParts): CallQueries {
  return {
    async list(filters, before, signal) {
      const headers = { authorization: `Bearer ${token()}` }
      const answer = await fetch(`/api/calls?${historyQuery(filters, before)}`, { headers, signal }).catch(() => null)
      if (answer === null) return failure('unreachable')
      if (!answer.ok) return failure(answer.status >= 500 ? 'unreachable' : 'refused')
      const parsed = callHistorySchema.safeParse(await answer.json().catch(() => undefined))
      return parsed.success ? success(parsed.data) : failure('unexpected')
    },
  }
}
