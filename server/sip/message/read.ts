import type { SipMessage, SipRequest } from '../../ports/sip.ts'
import { type Address, parseAddress } from './address.ts'
import { headerLine, headerList } from './headers.ts'
import { parseSipUri } from './uri.ts'
import { type CSeq, parseCSeq } from './validate.ts'
import { parseVia, type Via } from './via.ts'

/** The fields every routing decision needs. Only for messages that passed the parser. */
export interface Essentials {
  readonly callId: string
  readonly cseq: CSeq
  readonly from: Address
  readonly to: Address
  readonly fromTag: string
  /** null in a request that starts a dialog. */
  readonly toTag: string | null
  readonly fromUser: string
  readonly toUser: string
  readonly via: Via
}

/** Reads them; undefined only for a message the parser would refuse. */
export function readEssentials(message: SipMessage): Essentials | undefined {
  const from = parseAddress(headerLine(message, 'from') ?? '')
  const to = parseAddress(headerLine(message, 'to') ?? '')
  const cseq = parseCSeq(headerLine(message, 'cseq') ?? '')
  const callId = headerLine(message, 'call-id')
  const fromTag = from?.params.get('tag')
  const via = parseVia(headerList(message, 'via')?.[0] ?? '')
  if (!from || !to || !cseq || !callId || !fromTag || !via) return undefined
  const toTag = to.params.get('tag') ?? null
  return { callId, cseq, from, to, fromTag, toTag, fromUser: userOf(from), toUser: userOf(to), via }
}

/** User part of an address, empty when it has none. */
export function userOf(address: Address): string {
  return parseSipUri(address.uri)?.user ?? ''
}

/** Address in the first Contact; undefined when there is none. */
export function contactOf(message: SipMessage): Address | undefined {
  const first = headerList(message, 'contact')?.[0]
  return first === undefined || first === '*' ? undefined : parseAddress(first)
}

/** Replaces (RFC 3891 3): names a dialog by Call-ID and tags, seen from the receiver of the INVITE. */
export interface Replaces {
  readonly callId: string
  readonly toTag: string
  readonly fromTag: string
}

/** Reads a Replaces value (header, or unescaped from a Refer-To); undefined when malformed. */
export function parseReplaces(value: string): Replaces | undefined {
  const [callId = '', ...parts] = value.split(';').map((part) => part.trim())
  const read = (name: string) => parts.find((part) => part.toLowerCase().startsWith(`${name}=`))?.slice(name.length + 1)
  const toTag = read('to-tag')
  const fromTag = read('from-tag')
  return callId !== '' && toTag && fromTag ? { callId, toTag, fromTag } : undefined
}

/** Replaces header of a request: null when absent, undefined when malformed or given twice. */
export function replacesOf(request: SipRequest): Replaces | null | undefined {
  const line = headerLine(request, 'replaces')
  return line === undefined ? null : parseReplaces(line)
}
