import type { CallHistoryPage, CallHistoryRow } from '#shared/contract/rest/calls.schema.ts'
import { normaliseNumber } from '#shared/kit/phone-number.ts'
import type { CallOutcome } from '#shared/telephony/call-outcome.rules.ts'

/** What the history is narrowed by; empty: not at all. `from` and `to` are days, yyyy-mm-dd. */
export interface CallFilters {
  readonly direction: '' | 'in' | 'out'
  readonly outcome: '' | CallOutcome
  readonly number: string
  readonly from: string
  readonly to: string
  readonly seat: string
  readonly queue: string
}

/** All calls. */
export const noFilters: CallFilters = { direction: '', outcome: '', number: '', from: '', to: '', seat: '', queue: '' }

/** A filter that cannot be asked for as it is written. */
export type FaultyFilter = 'number' | 'seat' | 'to'

/** The first filter that no call can match, because it is not what it should be; null: all are. */
export function faultyFilter({ number, seat, from, to }: CallFilters): FaultyFilter | null {
  if (number.trim() !== '' && normaliseNumber(number) === null) return 'number'
  if (seat !== '' && !/^\d{3,6}$/.test(seat)) return 'seat'
  return from !== '' && to !== '' && to < from ? 'to' : null
}

/** The query of a page. @param before the key of the page before */
export function historyQuery(filters: CallFilters, before: string | null): URLSearchParams {
  const query = new URLSearchParams({ limit: '50' })
  for (const [name, value] of Object.entries(filters)) if (value.trim() !== '') query.set(name, value.trim())
  if (before !== null) query.set('before', before)
  return query
}

/** Calls as far as they were read. `next`: where the next page begins; null: that was all. */
export type ReadCalls = Pick<CallHistoryPage, 'calls' | 'next'>

const isOlder = (one: CallHistoryRow, than: CallHistoryRow): boolean =>
  one.queuedAt === than.queuedAt ? one.callId < than.callId : one.queuedAt < than.queuedAt

/**
 * The newest page put over what was read before: its rows replace the same calls, older ones stay. A page that knows none of them stands alone:
 * between it and them calls would be missing.
 */
export function withNewest(read: ReadCalls, page: ReadCalls): ReadCalls {
  const last = page.calls.at(-1)
  if (last === undefined || page.next === null) return page
  const known = new Set(read.calls.map(({ callId }) => callId))
  if (!page.calls.some(({ callId }) => known.has(callId))) return page
  const older = read.calls.filter((call) => isOlder(call, last))
  return older.length === 0 ? page : { calls: [...page.calls, ...older], next: read.next }
}
