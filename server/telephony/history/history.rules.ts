import type { CallHistoryPage, CallHistoryQuery, CallHistoryRow } from '#shared/contract/rest/calls.schema.ts'
import { hallDayNamed } from '#shared/kit/hall-day.ts'
import { maskNumber, normaliseNumber } from '#shared/kit/phone-number.ts'
import { callOutcome } from '#shared/telephony/call-outcome.rules.ts'
import type { CallPartner } from '#shared/telephony/call-record.rules.ts'
import type { CallsTable } from '../../storage/tables/telephony.ts'
import type { CallSearch } from './history.repository.ts'

/** What a query looks for. One row more than the page is asked for: it says whether there is another page. */
export function searchOf(query: CallHistoryQuery, scope: string | null): CallSearch {
  const { from, to, before } = query
  const [queuedAt = '', ...callId] = before?.split('.') ?? []
  return {
    scope,
    direction: query.direction ?? null,
    outcome: query.outcome ?? null,
    queue: query.queue ?? null,
    seat: query.seat ?? null,
    number: query.number === undefined ? null : normaliseNumber(query.number),
    start: from === undefined ? null : (hallDayNamed(from)?.start ?? null),
    end: to === undefined ? null : (hallDayNamed(to)?.end ?? null),
    before: before === undefined ? null : { queuedAt: Number(queuedAt), callId: callId.join('.') },
    limit: query.limit + 1,
  }
}

/** The page of the found rows, as `reader` may see it: numbers of others' calls are masked. */
export function pageOf(found: readonly CallsTable[], limit: number, reader: string): CallHistoryPage {
  const calls = found.slice(0, limit).map((row) => rowFor(row, reader))
  const last = calls.at(-1)
  return { calls, next: last && found.length > limit ? `${last.queuedAt}.${last.callId}` : null }
}

/** Seats and short service numbers are nobody's own. */
const isNobodys = (number: string): boolean => /^\d{1,6}$/.test(number)

/** A call in the words of its reader: who was called by a colleague sees a call of that colleague's. */
function rowFor(row: CallsTable, reader: string): CallHistoryRow {
  const partner = row.seat !== reader && (JSON.parse(row.partners) as CallPartner[]).some(({ seat }) => seat === reader)
  return partner && row.direction === 'out'
    ? { ...rowOf(row, true), direction: 'in', number: row.seat }
    : rowOf(row, partner || row.seat === reader)
}

function rowOf(row: CallsTable, own: boolean): CallHistoryRow {
  const times = { queuedAt: row.queued_at, answeredAt: row.answered_at, endedAt: row.ended_at }
  const { direction, queue, seat, number } = row
  const endedBy = row.ended_by
  return {
    callId: row.call_id,
    direction,
    queue,
    number: number === null || own || isNobodys(number) ? number : maskNumber(number),
    seat,
    outcome: callOutcome({ direction, endedBy, ...times }),
    ...times,
    endedBy,
  }
}
