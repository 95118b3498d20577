import type { SipAnswer, SipHeader, SipRequest, SipResponse } from '../../ports/sip.ts'
import { headerKey } from './headers.ts'

const copied = new Set(['via', 'from', 'to', 'call-id', 'cseq'])

const reasons: Readonly<Record<number, string>> = {
  100: 'Trying',
  200: 'OK',
  400: 'Bad Request',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  408: 'Request Timeout',
  420: 'Bad Extension',
  423: 'Interval Too Brief',
  430: 'Flow Failed',
  480: 'Temporarily Unavailable',
  481: 'Call/Transaction Does Not Exist',
  482: 'Call-ID In Use',
  483: 'Too Many Hops',
  484: 'Address Incomplete',
  487: 'Request Terminated',
  500: 'Server Internal Error',
  501: 'Not Implemented',
  503: 'Service Unavailable',
}

/** An answer by its status alone, with the usual phrase. */
export function answer(status: number, headers: readonly SipHeader[] = []): SipAnswer {
  return { status, reason: reasons[status] ?? 'Refused', headers }
}

/**
 * Makes a response to a request (RFC 3261 8.2.6.2): Via, From, To, Call-ID, CSeq copied in order, a To tag added from 101 on.
 * Other lines, malformed ones among them, are not sent back.
 */
export function respondTo(request: SipRequest, given: SipAnswer, toTag: string): SipResponse {
  const headers: SipHeader[] = []
  for (const header of request.headers) {
    const key = headerKey(header.name)
    if (!copied.has(key)) continue
    const untagged = key === 'to' && given.status > 100 && !/;[ \t]*tag[ \t]*=/i.test(header.value)
    headers.push(untagged ? { name: header.name, value: `${header.value};tag=${toTag}` } : header)
  }
  return {
    kind: 'response',
    status: given.status,
    reason: given.reason,
    headers: [...headers, ...(given.headers ?? [])],
    body: '',
  }
}
