import type { Invitation } from 'sip.js'
import type { Offer } from '#shared/telephony/answering.rules.ts'

/** What an INVITE says about being answered without a press (Alert-Info, Call-Info: RFC 3261 20.4, 20.9), and who says it. */
export function offerOf({ request, remoteIdentity, assertedIdentity }: Invitation): Offer {
  const callers = assertedIdentity ? [remoteIdentity, assertedIdentity] : [remoteIdentity]
  return {
    callers: callers.map(({ uri }) => ({ user: uri.user ?? '', host: uri.host })),
    alertInfo: request.getHeaders('alert-info'),
    callInfo: request.getHeaders('call-info'),
  }
}
