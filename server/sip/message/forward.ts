import type { SipHeader, SipRequest } from '../../ports/sip.ts'
import { parseAddress } from './address.ts'
import { headerKey, headerLine, headerList } from './headers.ts'
import { parseSipUri } from './uri.ts'
import { userToUserHeader } from './user-to-user.ts'

/** Route values that do not name this host: we know no way to them (RFC 3261 16.4). */
export function foreignRoutes(request: SipRequest, host: string): string[] {
  return (headerList(request, 'route') ?? []).filter((value) => {
    const address = parseAddress(value)
    return address === undefined || parseSipUri(address.uri)?.host !== host
  })
}

/** Never forwarded: credentials for us, our own routes, and what only this edge may say. */
const hopHeaders = new Set([
  'route',
  'authorization',
  'proxy-authorization',
  'max-forwards',
  'p-asserted-identity',
  'reason',
  'history-info',
  'diversion',
  userToUserHeader,
])

/**
 * The request for the next hop, yet without our Via (RFC 3261 16.6): new Request-URI, Max-Forwards one less, our Record-Route where given.
 */
export function forwardedRequest(request: SipRequest, uri: string, recordRoute: string | null): SipRequest {
  const hops = Number(headerLine(request, 'max-forwards') ?? 71) - 1
  const kept = request.headers.filter((header) => !hopHeaders.has(headerKey(header.name)))
  const own: SipHeader[] = recordRoute === null ? [] : [{ name: 'Record-Route', value: recordRoute }]
  return { ...request, uri, headers: [...own, ...kept, { name: 'Max-Forwards', value: String(hops) }] }
}
