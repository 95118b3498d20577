import type { MonitorMode } from '#shared/seat/monitor.rules.ts'
import type { SipRequest } from '../../ports/sip.ts'

/**
 * A lead's INVITE bears its ticket here; what goes on to the seat's phone is the mode the ticket was good for. The phone answers such a call by
 * itself, so no other may bear the header.
 */
export const monitorHeader = 'x-lianxian-monitor'

/** The request as the seat's phone gets it. */
export function withMonitorMode(request: SipRequest, mode: MonitorMode | null): SipRequest {
  if (mode === null) return request
  const others = request.headers.filter(({ name }) => name.toLowerCase() !== monitorHeader)
  return { ...request, headers: [...others, { name: 'X-Lianxian-Monitor', value: mode }] }
}
