import type { SipHeader, SipRequest, SipResponse } from '../../ports/sip.ts'
import { parseAddress } from '../message/address.ts'
import { headerLine } from '../message/headers.ts'
import { contactOf, type Essentials } from '../message/read.ts'
import type { Flow } from '../transport/flow.ts'

/** One end of a dialog (RFC 3261 12). `cseq`: the highest number it has used, 0 when it has sent nothing yet. */
export interface Party {
  readonly user: string
  readonly tag: string
  /** Its From or To value, tag included. */
  readonly address: string
  /** `+sip.instance` and reg-id of its registration; null when unknown. */
  readonly instance: string | null
  flow: Flow
  /** Contact URI. */
  target: string
  cseq: number
  /** Set while its connection is gone: stops the grace. */
  stopGrace: (() => void) | null
}

/** A live dialog between two parties of this edge. */
export interface Dialog {
  readonly callId: string
  readonly caller: Party
  readonly callee: Party
  /** Seats whose part in it is told; none once its call goes on under another Call-ID. */
  seats: readonly string[]
  /** Whether the seat in it holds. */
  held: boolean
}

/** How an end is known before the dialog is: from the connection. */
export interface PartySource {
  readonly user: string
  readonly flow: Flow
  readonly instance: string | null
}

interface Ends {
  readonly caller: PartySource
  readonly callee: PartySource
}

/** Makes the dialog an INVITE and its 2xx create; undefined when the 2xx has no To tag. */
export function dialogOf(
  invite: SipRequest,
  essentials: Essentials,
  response: SipResponse,
  ends: Ends,
): Dialog | undefined {
  const to = headerLine(response, 'to') ?? ''
  const toAddress = parseAddress(to)
  const toTag = toAddress?.params.get('tag')
  if (!toAddress || !toTag) return undefined
  const from = headerLine(invite, 'from') ?? ''
  return {
    callId: essentials.callId,
    caller: {
      ...ends.caller,
      tag: essentials.fromTag,
      address: from,
      target: contactOf(invite)?.uri ?? essentials.from.uri,
      cseq: essentials.cseq.number,
      stopGrace: null,
    },
    callee: {
      ...ends.callee,
      tag: toTag,
      address: to,
      target: contactOf(response)?.uri ?? toAddress.uri,
      cseq: 0,
      stopGrace: null,
    },
    seats: [],
    held: false,
  }
}

/** The other end. */
export const peerOf = (dialog: Dialog, party: Party): Party => (party === dialog.caller ? dialog.callee : dialog.caller)

/** A request the edge sends to one end in the other end's name. `cseq` is the number to use. */
export function requestTo(dialog: Dialog, party: Party, method: 'BYE' | 'OPTIONS' | 'ACK', cseq: number): SipRequest {
  const headers: SipHeader[] = [
    { name: 'Max-Forwards', value: '70' },
    { name: 'From', value: peerOf(dialog, party).address },
    { name: 'To', value: party.address },
    { name: 'Call-ID', value: dialog.callId },
    { name: 'CSeq', value: `${cseq} ${method}` },
  ]
  return { kind: 'request', method, uri: party.target, headers, body: '' }
}
