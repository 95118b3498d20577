import type { CallRecord } from './call-record.rules.ts'

/** What became of a call. `missed`: the queue gave it up; `abandoned`: the caller did; `no-answer`: of an outgoing one; `live`: it still rings. */
export const callOutcomes = ['answered', 'missed', 'abandoned', 'no-answer', 'live'] as const
export type CallOutcome = (typeof callOutcomes)[number]

/** What became of a call so far. One that talks is `answered`. */
export function callOutcome(call: Pick<CallRecord, 'direction' | 'answeredAt' | 'endedAt' | 'endedBy'>): CallOutcome {
  if (call.answeredAt !== null) return 'answered'
  if (call.endedAt === null) return 'live'
  if (call.direction === 'out') return 'no-answer'
  return call.endedBy === 'caller' ? 'abandoned' : 'missed'
}
