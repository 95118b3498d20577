import { type CallHistoryPage, callHistorySchema } from '#shared/contract/rest/calls.schema.ts'
import type { Result } from '#shared/kit/result.ts'
import { type ReadFailure, type ReadParts, readJson } from '../../link/read-json.ts'
import { type CallFilters, historyQuery } from './call-filters.rules.ts'

/** Reading the history of calls from the backend. */
export interface CallQueries {
  /** @param before the key of the page before */
  list(filters: CallFilters, before: string | null, signal: AbortSignal): Promise<Result<CallHistoryPage, ReadFailure>>
}

/** GET /api/calls over fetch. */
export const createCallQueries = (parts: ReadParts): CallQueries => ({
  list: (filters, before, signal) =>
    readJson(parts, { path: `/api/calls?${historyQuery(filters, before)}`, shape: callHistorySchema }, signal),
})
