import type { DeclineCause } from './call-event.ts'

/**
 * What the SIP status of a failed attempt says about the seat (RFC 3261 21). 408: nobody answered in time;
 * 430: its connection is dead (RFC 5626 11.5), the edge's own word.
 */
export function declineCauseOf(status: number): DeclineCause {
  if (status === 408) return 'no-answer'
  if (status === 486 || status === 600) return 'busy'
  if (status === 404 || status === 410 || status === 430 || (status >= 500 && status < 600)) return 'unreachable'
  return 'rejected'
}
