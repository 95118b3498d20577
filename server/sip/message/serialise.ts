import type { SipHeader, SipMessage } from '../../ports/sip.ts'
import { withoutHeaders } from './headers.ts'

/** The message as it goes into one WebSocket text message; Content-Length is always ours, in UTF-8 bytes. */
export function serialiseSip(message: SipMessage): string {
  const start =
    message.kind === 'request'
      ? `${message.method} ${message.uri} SIP/2.0`
      : `SIP/2.0 ${message.status} ${message.reason}`
  const lines = withoutHeaders(message.headers, 'content-length').map((header) => `${header.name}: ${header.value}`)
  return [start, ...lines, `Content-Length: ${Buffer.byteLength(message.body)}`, '', message.body].join('\r\n')
}

/** Puts a header before all others of the message. */
export function prepend<M extends SipMessage>(message: M, header: SipHeader): M {
  return { ...message, headers: [header, ...message.headers] }
}
