import {
  type TicketDetail,
  type TicketList,
  ticketDetailSchema,
  ticketListSchema,
} from '#shared/contract/rest/tickets.schema.ts'
import { failure, type Result, success } from '#shared/kit/result.ts'
import type { TicketFilter } from './loop/ticket-views.rules.ts'

/** Why nothing came. `unreachable`: network or server; `unexpected`: an answer of another form. */
export type QueryFailure = 'unreachable' | 'refused' | 'unexpected'

/** Reading tickets from the backend. */
export interface TicketQueries {
  /** `before`: the last number shown, for the next page. */
  list(
    q: string,
    page: { readonly before: string | null; readonly filter?: TicketFilter },
    signal: AbortSignal,
  ): Promise<Result<TicketList, QueryFailure>>
  detail(ticketNo: string, signal: AbortSignal): Promise<Result<TicketDetail, QueryFailure>>
}

/** What reading from the backend takes. */
export interface QueryParts {
  readonly fetch: typeof fetch
  /** Origin of the backend, empty for the page's own. */
  readonly origin: string
  /** The session's token as it is now. */
  readonly token: () => string
}

/** Reads JSON of an address, as the session's seat. */
export async function read(
  parts: QueryParts,
  path: string,
  signal: AbortSignal,
): Promise<Result<unknown, QueryFailure>> {
  const headers = { authorization: `Bearer ${parts.token()}` }
  const answer = await parts.fetch(`${parts.origin}${path}`, { headers, signal }).catch(() => null)
  if (answer === null) return failure('unreachable')
  if (!answer.ok) return failure(answer.status >= 500 ? 'unreachable' : 'refused')
  const body: unknown = await answer.json().catch(() => undefined)
  return body === undefined ? failure('unexpected') : success(body)
}

/** GET /api/tickets and /api/tickets/:no over fetch. */
export function createTicketQueries(parts: QueryParts): TicketQueries {
  return {
    async list(q, { before, filter = {} }, signal) {
      const { status, due, supervised, order } = filter
      const query = new URLSearchParams({
        q,
        limit: '50',
        ...(before === null ? {} : { before }),
        ...(status && { status: status.join(',') }),
        ...(due && { due }),
        ...(supervised && { supervised }),
        ...(order && { order }),
      })
      const answer = await read(parts, `/api/tickets?${query}`, signal)
      if (!answer.ok) return answer
      const parsed = ticketListSchema.safeParse(answer.value)
      return parsed.success ? success(parsed.data) : failure('unexpected')
    },
    async detail(ticketNo, signal) {
      const answer = await read(parts, `/api/tickets/${encodeURIComponent(ticketNo)}`, signal)
      if (!answer.ok) return answer
      const parsed = ticketDetailSchema.safeParse(answer.value)
      return parsed.success ? success(parsed.data) : failure('unexpected')
    },
  }
}
