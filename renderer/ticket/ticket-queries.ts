import {
  type TicketDetail,
  type TicketList,
  ticketDetailSchema,
  ticketListSchema,
} from '#shared/contract/rest/tickets.schema.ts'
import type { Result } from '#shared/kit/result.ts'
import { type ReadFailure, type ReadParts, readJson } from '../link/read-json.ts'
import type { TicketFilter } from './loop/ticket-views.rules.ts'

/** Reading tickets from the backend. */
export interface TicketQueries {
  /** `before`: the last number shown, for the next page. */
  list(
    q: string,
    page: { readonly before: string | null; readonly filter?: TicketFilter },
    signal: AbortSignal,
  ): Promise<Result<TicketList, ReadFailure>>
  detail(ticketNo: string, signal: AbortSignal): Promise<Result<TicketDetail, ReadFailure>>
}

/** GET /api/tickets and /api/tickets/:no over fetch. */
export function createTicketQueries(parts: ReadParts): TicketQueries {
  return {
    list(q, { before, filter = {} }, signal) {
      const { status, due, supervised, order, within, firm } = filter
      const narrowed = Object.entries(within ?? {}).filter(([, value]) => value !== '')
      const query = new URLSearchParams({
        q,
        limit: '50',
        ...(before === null ? {} : { before }),
        ...(status && { status: status.join(',') }),
        ...(due && { due }),
        ...(supervised && { supervised }),
        ...(order && { order }),
        ...Object.fromEntries(narrowed),
        ...(firm && { firm }),
      })
      return readJson(parts, { path: `/api/tickets?${query}`, shape: ticketListSchema }, signal)
    },
    detail: (ticketNo, signal) =>
      readJson(parts, { path: `/api/tickets/${encodeURIComponent(ticketNo)}`, shape: ticketDetailSchema }, signal),
  }
}
