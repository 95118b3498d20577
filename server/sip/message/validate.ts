import type { SipMessage } from '../../ports/sip.ts'
import { parseAddress } from './address.ts'
import { headerLine, headerLines, headerList } from './headers.ts'
import { token } from './params.ts'
import { parseSipUri, uriScheme } from './uri.ts'
import { parseVia } from './via.ts'

/** Why a message is refused, as a SIP status. */
export interface Fault {
  readonly status: number
  readonly reason: string
}

/** CSeq (RFC 3261 8.1.1.5): below 2^31. */
export interface CSeq {
  readonly number: number
  readonly method: string
}

/** Reads a CSeq value; undefined when malformed or out of range. */
export function parseCSeq(value: string): CSeq | undefined {
  const match = /^(\d{1,10})[ \t]+(\S+)$/.exec(value)
  const number = Number(match?.[1])
  const method = match?.[2]
  if (method === undefined || !token.test(method) || number >= 2 ** 31) return undefined
  return { number, method }
}

const once = ['from', 'to', 'call-id', 'cseq', 'max-forwards', 'content-length', 'content-type', 'expires', 'date']
const callId = /^[A-Za-z0-9\-.!%*_+`'~()<>:\\"/[\]?{}]+(?:@[A-Za-z0-9\-.!%*_+`'~()<>:\\"/[\]?{}]+)?$/
const date =
  /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} \d\d:\d\d:\d\d GMT$/

const fault = (reason: string, status = 400): Fault => ({ status, reason })

/** First thing wrong with the headers, or null. Rules in the order of RFC 3261 16.3. */
export function findFault(message: SipMessage): Fault | null {
  return (
    countFault(message) ?? identityFault(message) ?? numberFault(message) ?? listFault(message) ?? uriFault(message)
  )
}

function countFault(message: SipMessage): Fault | null {
  for (const key of once) if (headerLines(message, key).length > 1) return fault(`Repeated ${key}`)
  return null
}

function identityFault(message: SipMessage): Fault | null {
  for (const key of ['from', 'to'] as const) {
    const address = parseAddress(headerLine(message, key) ?? '')
    if (!address) return fault(`Bad ${key}`)
    if (key === 'from' && !address.params.get('tag')) return fault('Bad from')
  }
  if (!callId.test(headerLine(message, 'call-id') ?? '')) return fault('Bad call-id')
  const cseq = parseCSeq(headerLine(message, 'cseq') ?? '')
  if (!cseq || (message.kind === 'request' && cseq.method !== message.method)) return fault('Bad cseq')
  return null
}

function whole(value: string | undefined, most: number): boolean {
  return value === undefined || (/^\d{1,10}$/.test(value) && Number(value) <= most)
}

function numberFault(message: SipMessage): Fault | null {
  if (!whole(headerLine(message, 'max-forwards'), 255)) return fault('Bad max-forwards')
  if (!whole(headerLine(message, 'expires'), 2 ** 32 - 1)) return fault('Bad expires')
  const length = headerLine(message, 'content-length')
  if (!whole(length, 2 ** 31) || (length !== undefined && Number(length) !== Buffer.byteLength(message.body)))
    return fault('Bad content-length')
  const written = headerLine(message, 'date')
  if (written !== undefined && !date.test(written)) return fault('Bad date')
  return null
}

function listFault(message: SipMessage): Fault | null {
  const vias = headerList(message, 'via')
  if (!vias || vias.length === 0 || !vias.every((via) => parseVia(via))) return fault('Bad via')
  for (const key of ['route', 'record-route', 'contact']) {
    const values = headerList(message, key)
    if (!values) return fault(`Bad ${key}`)
    for (const value of values) {
      if (key === 'contact' && value === '*') continue
      const address = parseAddress(value)
      if (!address || !whole(address.params.get('expires') ?? undefined, 2 ** 32 - 1)) return fault(`Bad ${key}`)
    }
  }
  for (const key of ['require', 'proxy-require', 'supported']) {
    const values = headerList(message, key)
    if (!values?.every((value) => value === '' || token.test(value))) return fault(`Bad ${key}`)
  }
  return null
}

function uriFault(message: SipMessage): Fault | null {
  if (message.kind === 'response') return null
  const scheme = uriScheme(message.uri)
  if (scheme === undefined) return fault('Bad Request-URI')
  if (scheme !== 'sip' && scheme !== 'sips') return fault('Unsupported URI Scheme', 416)
  const uri = parseSipUri(message.uri)
  // RFC 3261 19.1.5: a Request-URI has no headers and no method.
  if (!uri || uri.headers !== null || uri.params.has('method')) return fault('Bad Request-URI')
  return null
}
