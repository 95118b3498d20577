import { type ExpressionBuilder, type ExpressionWrapper, type SqlBool, sql } from 'kysely'
import type { CallOutcome } from '#shared/telephony/call-outcome.rules.ts'
import type { Db } from '../../storage/query.ts'
import type { CallsTable } from '../../storage/tables/telephony.ts'
import type { Tables } from '../../storage/tables.ts'

/** Which calls; null: any. Times are ms since the epoch. */
export interface CallSearch {
  /** Whose calls may be seen; null: all of the hall. */
  readonly scope: string | null
  readonly direction: 'in' | 'out' | null
  readonly outcome: CallOutcome | null
  readonly queue: string | null
  readonly seat: string | null
  /** Normalised. */
  readonly number: string | null
  /** In it. */
  readonly start: number | null
  /** Not in it. */
  readonly end: number | null
  /** The last call of the page before. */
  readonly before: { readonly queuedAt: number; readonly callId: string } | null
  readonly limit: number
}

type Of = ExpressionBuilder<Tables, 'calls'>
type Condition = ExpressionWrapper<Tables, 'calls', SqlBool>

/** callOutcome of shared/telephony, said in SQL; a test holds them together. */
const conditions: Readonly<Record<CallOutcome, (of: Of) => Condition>> = {
  answered: (of) => of('answered_at', 'is not', null),
  live: (of) => of.and([of('answered_at', 'is', null), of('ended_at', 'is', null)]),
  'no-answer': (of) => inVain(of, 'out', []),
  abandoned: (of) => inVain(of, 'in', [of('ended_by', '=', 'caller')]),
  missed: (of) => inVain(of, 'in', [of('ended_by', '!=', 'caller')]),
}
const inVain = (of: Of, direction: 'in' | 'out', more: readonly Condition[]): Condition =>
  of.and([of('answered_at', 'is', null), of('ended_at', 'is not', null), of('direction', '=', direction), ...more])

/** Who was consulted in a call, or has handed it on; the index calls_partners is of this expression. */
const wasPartner = (seat: string) =>
  sql<boolean>`partners <> '[]' and partners::jsonb @> ${JSON.stringify([{ seat }])}::jsonb`

/** Who was called by a colleague saw that call come in. */
const sawAs = (of: Of, direction: 'in' | 'out', scope: string | null): Condition => {
  if (scope === null) return of('direction', '=', direction)
  const own = of.and([of('direction', '=', 'out'), of('seat', '=', scope)])
  return direction === 'out' ? own : of.or([of('direction', '=', 'in'), of('seat', '!=', scope)])
}

/** Newest first. */
export function searchCalls(db: Db, search: CallSearch): Promise<CallsTable[]> {
  const { scope, direction, outcome, queue, seat, number, start, end, before } = search
  let query = db.selectFrom('calls').selectAll().orderBy('queued_at', 'desc').orderBy('call_id', 'desc')
  if (scope !== null) query = query.where((of) => of.or([of('seat', '=', scope), wasPartner(scope)]))
  if (direction !== null) query = query.where((of) => sawAs(of, direction, scope))
  if (outcome !== null) query = query.where(conditions[outcome])
  if (queue !== null) query = query.where('queue', '=', queue)
  if (seat !== null) query = query.where('seat', '=', seat)
  if (number !== null) query = query.where('number', '=', number)
  if (start !== null) query = query.where('queued_at', '>=', start)
  if (end !== null) query = query.where('queued_at', '<', end)
  if (before !== null)
    query = query.where(sql<boolean>`(queued_at, call_id) < (${before.queuedAt}::bigint, ${before.callId}::text)`)
  return query.limit(search.limit).execute()
}
