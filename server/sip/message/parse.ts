import type { SipHeader, SipMessage } from '../../ports/sip.ts'
import { headerLine } from './headers.ts'
import { token } from './params.ts'
import { type Fault, findFault } from './validate.ts'

/** Upper bounds of one message; more is answered 413, 414 or 400. */
export interface SipLimits {
  /** UTF-8 bytes of the whole message. */
  readonly bytes: number
  readonly headers: number
  readonly uriLength: number
}

export const defaultLimits: SipLimits = { bytes: 65_536, headers: 128, uriLength: 2048 }

/**
 * What came in. `harmless`: a bad response or ACK, which is dropped (RFC 3261 18.1.2). `blank`: keep-alive of CRLFs only (RFC 7118 6, RFC 5626 3.5.1).
 * `bad` with a `request` can be answered with `status`; without, there is nobody to answer.
 */
export type Parsed =
  | { readonly kind: 'message'; readonly message: SipMessage }
  | { readonly kind: 'blank' }
  | {
      readonly kind: 'bad'
      readonly status: number
      readonly reason: string
      readonly request: SipMessage | null
      readonly harmless: boolean
    }

const headerName = /^([A-Za-z0-9\-.!%*_+`'~]+)[ \t]*:[ \t]*/
/** Control characters but the tab (RFC 3261 25.1 TEXT-UTF8). */
const forbidden = /(?!\t)\p{Cc}/gu
const statusLine = /^SIP\/(\d+)\.(\d+) (\d+) (.*)$/
const version = /^SIP\/(\d+)\.(\d+)$/i

const bad = (status: number, reason: string): Parsed => ({
  kind: 'bad',
  status,
  reason,
  request: null,
  harmless: false,
})

/** Undoes folding and splits names from values; a line that is no header gives undefined. */
function parseHeaderLines(lines: readonly string[]): { headers: SipHeader[]; clean: boolean } {
  const headers: SipHeader[] = []
  let clean = true
  for (const line of lines) {
    const last = headers.at(-1)
    if ((line.startsWith(' ') || line.startsWith('\t')) && last) {
      headers[headers.length - 1] = { name: last.name, value: `${last.value} ${line.trim()}`.trim() }
      continue
    }
    const match = headerName.exec(line)
    if (!match?.[1]) {
      clean = false
      continue
    }
    headers.push({ name: match[1], value: line.slice(match[0].length).trim() })
  }
  const tidy = headers.map((header) => ({ name: header.name, value: header.value.replaceAll(forbidden, ' ') }))
  return { headers: tidy, clean: clean && headers.every((header, i) => header.value === tidy[i]?.value) }
}

type StartLine =
  | { readonly kind: 'request'; readonly method: string; readonly uri: string; readonly fault: Fault | null }
  | { readonly kind: 'response'; readonly status: number; readonly reason: string }

function parseStartLine(line: string, limits: SipLimits): StartLine | undefined {
  if (/^SIP\//i.test(line)) {
    const match = statusLine.exec(line)
    const status = Number(match?.[3])
    if (match?.[1] !== '2' || match[2] !== '0' || !/^[1-6]\d\d$/.test(match[3] ?? '')) return undefined
    return { kind: 'response', status, reason: match[4] ?? '' }
  }
  const parts = line.split(' ')
  const [method = '', uri = '', last = ''] = [parts[0], parts.slice(1, -1).join(' '), parts.at(-1)]
  if (!token.test(method) || parts.length < 3) return undefined
  return { kind: 'request', method, uri, fault: startFault(uri, last, limits) }
}

function startFault(uri: string, last: string, limits: SipLimits): Fault | null {
  const match = version.exec(last)
  if (!match) return { status: 400, reason: 'Bad Request Line' }
  if (match[1] !== '2' || match[2] !== '0') return { status: 505, reason: 'Version Not Supported' }
  if (uri.length > limits.uriLength) return { status: 414, reason: 'Request-URI Too Long' }
  if (uri === '' || /[\s<>"]/.test(uri) || uri.search(forbidden) >= 0) return { status: 400, reason: 'Bad Request-URI' }
  return null
}

/** Whether there is enough to send a response back (RFC 3261 8.2.6.2). */
function answerable(message: SipMessage): boolean {
  return (
    message.kind === 'request' &&
    message.method !== 'ACK' &&
    ['via', 'from', 'to', 'call-id', 'cseq'].every((key) => headerLine(message, key) !== undefined)
  )
}

/** Reads one WebSocket message as one SIP message (RFC 7118 5). Never throws. */
export function parseSip(text: string, limits: SipLimits = defaultLimits): Parsed {
  const from = /[^\r\n]/.exec(text)?.index
  if (from === undefined) return { kind: 'blank' }
  const end = text.indexOf('\r\n\r\n', from)
  const head = text.slice(from, end < 0 ? undefined : end)
  const [startText = '', ...lines] = head.split('\r\n')
  const start = parseStartLine(startText, limits)
  if (!start) return bad(400, 'Bad Start Line')
  const { headers, clean } = parseHeaderLines(lines)
  const body = end < 0 ? '' : text.slice(end + 4)
  const message: SipMessage =
    start.kind === 'request'
      ? { kind: 'request', method: start.method, uri: start.uri, headers, body }
      : { kind: 'response', status: start.status, reason: start.reason, headers, body }
  const fault = firstFault(message, {
    text,
    end,
    clean,
    limits,
    startFault: start.kind === 'request' ? start.fault : null,
  })
  if (!fault) return { kind: 'message', message }
  const harmless = message.kind === 'response' || message.method === 'ACK'
  return { kind: 'bad', ...fault, request: answerable(message) ? message : null, harmless }
}

interface Frame {
  readonly text: string
  readonly end: number
  readonly clean: boolean
  readonly limits: SipLimits
  readonly startFault: Fault | null
}

function firstFault(message: SipMessage, frame: Frame): Fault | null {
  if (Buffer.byteLength(frame.text) > frame.limits.bytes) return { status: 413, reason: 'Request Entity Too Large' }
  if (frame.startFault) return frame.startFault
  if (frame.end < 0) return { status: 400, reason: 'Incomplete Message' }
  if (!frame.clean) return { status: 400, reason: 'Bad Header' }
  if (message.headers.length > frame.limits.headers) return { status: 400, reason: 'Too Many Headers' }
  return findFault(message)
}
