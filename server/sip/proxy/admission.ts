import type { SipAnswer, SipRequest } from '../../ports/sip.ts'
import { parseAddress } from '../message/address.ts'
import { foreignRoutes } from '../message/forward.ts'
import { headerLine, headerList } from '../message/headers.ts'
import { answer } from '../message/respond.ts'
import { parseSipUri } from '../message/uri.ts'

/** Methods this server has heard of (RFC 3261 21.5.2). */
export const methods = [
  'INVITE',
  'ACK',
  'CANCEL',
  'BYE',
  'REGISTER',
  'OPTIONS',
  'INFO',
  'UPDATE',
  'REFER',
  'NOTIFY',
  'SUBSCRIBE',
  'PRACK',
  'MESSAGE',
]
export const allow = { name: 'Allow', value: methods.join(', ') }

/** Checks every request passes before it is routed (RFC 3261 16.3, 8.2); null: go on. `host`: ours in Route. */
export function refuseRequest(request: SipRequest, host: string): SipAnswer | null {
  if (!methods.includes(request.method)) return answer(501, [allow])
  if (headerLine(request, 'max-forwards') === '0' || Number(headerLine(request, 'max-forwards') ?? 70) === 0)
    return answer(483)
  const extensions = headerList(request, 'proxy-require')?.filter((name) => name !== '') ?? []
  if (extensions.length > 0) return answer(420, [{ name: 'Unsupported', value: extensions.join(', ') }])
  // RFC 3911: a Join would let a stranger into a call.
  if (headerLine(request, 'join') !== undefined) return answer(403)
  return foreignRoutes(request, host).length > 0 ? answer(403) : null
}

/** The host a Request-URI names; empty for none. */
export function hostOf(uri: string): string {
  return parseSipUri(uri)?.host ?? ''
}

/** Extensions a request wants of a server that carries it out itself (RFC 3261 8.2.2.3). */
export function requiredExtensions(request: SipRequest): string[] {
  return headerList(request, 'require')?.filter((name) => name !== '') ?? []
}

/** Whether a From names this user in this domain. */
export function fromIs(request: SipRequest, user: string, domain: string): boolean {
  const uri = parseSipUri(parseAddress(headerLine(request, 'from') ?? '')?.uri ?? '')
  return uri?.user === user && uri.host === domain
}
