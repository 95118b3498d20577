import type { SipRequest } from '../../ports/sip.ts'
import { headerList, splitOutside } from './headers.ts'
import { parseParamParts, unquote } from './params.ts'

/** Name of the header in lower case; it has no compact form (RFC 7433 4.1). */
export const userToUserHeader = 'user-to-user'
/** The package the data belong to; without one it would be ISDN's (RFC 7434). */
const purpose = 'lianxian-call'

/** The request with these call data, in hex, and no others. */
export function withCallData(request: SipRequest, hex: string | null): SipRequest {
  if (hex === null) return request
  const headers = request.headers.filter(({ name }) => name.toLowerCase() !== userToUserHeader)
  return {
    ...request,
    headers: [...headers, { name: 'User-to-User', value: `${hex};purpose=${purpose};encoding=hex` }],
  }
}

/** The first call data of our package, in hex and not looked into; null: there are none, '' for a header that cannot be read. */
export function callDataIn(request: SipRequest): string | null {
  const values = headerList(request, userToUserHeader)
  if (!values) return ''
  for (const value of values) {
    const [data = '', ...rest] = splitOutside(value, ';') ?? []
    const params = parseParamParts(rest)
    if (!params) return ''
    if (params.get('purpose') !== purpose) continue
    return params.get('encoding') === 'hex' ? (data.startsWith('"') ? unquote(data) : data) : ''
  }
  return null
}
