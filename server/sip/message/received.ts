import type { SipHeader, SipRequest } from '../../ports/sip.ts'
import { headerKey, splitOutside, withoutHeaders } from './headers.ts'
import { userToUserHeader } from './user-to-user.ts'

/** Says in the top Via where the request came from (RFC 3261 18.2.1, RFC 3581 4); what the client wrote there itself is dropped. */
export function markReceived(request: SipRequest, from: { address: string; port: number }): SipRequest {
  const index = request.headers.findIndex((header) => headerKey(header.name) === 'via')
  const header = request.headers[index]
  const [first = '', ...rest] = splitOutside(header?.value ?? '', ',') ?? []
  if (!header || first === '') return request
  const [sentBy = '', ...params] = splitOutside(first, ';') ?? []
  const kept = params.filter((param) => !/^(received|rport)([ \t]*=|$)/i.test(param))
  const rport = params.some((param) => /^rport$/i.test(param)) ? [`rport=${from.port}`] : []
  const address = from.address.includes(':') ? `[${from.address}]` : from.address
  const via = [sentBy, ...kept, `received=${address}`, ...rport].join(';')
  const headers = request.headers.with(index, { name: header.name, value: [via, ...rest].join(', ') })
  return { ...request, headers }
}

/** The response without the top Via, which was ours (RFC 3261 16.7 step 3), and without call data: only this edge says them. */
export function withoutTopVia<M extends { readonly headers: readonly SipHeader[] }>(message: M): M {
  const given = withoutHeaders(message.headers, userToUserHeader)
  const index = given.findIndex((header) => headerKey(header.name) === 'via')
  const header = given[index]
  if (!header) return message
  const rest = (splitOutside(header.value, ',') ?? []).slice(1)
  const headers =
    rest.length > 0 ? given.with(index, { name: header.name, value: rest.join(', ') }) : given.toSpliced(index, 1)
  return { ...message, headers }
}
