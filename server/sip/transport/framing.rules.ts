/** Where SIP messages end in octets (RFC 3261 18.3). Pure: sockets are elsewhere. */

const headEnd = Buffer.from('\r\n\r\n')
/** Content-Length or its compact form; the value is judged by the parser. */
const lengthLine = /(?:^|\r\n)(?:content-length|l)[ \t]*:[ \t]*([^\r\n]*)/i

/** Octets of the body a head announces; undefined: none or nonsense. */
function bodyLength(head: string): number | undefined {
  const value = lengthLine.exec(head)?.[1]?.trim() ?? ''
  return /^\d{1,9}$/.test(value) ? Number(value) : undefined
}

/** A datagram without what follows the body its Content-Length announces; a shorter body is left for the parser to refuse. */
export function trimDatagram(bytes: Buffer): Buffer {
  const start = bytes.findIndex((octet) => octet !== 13 && octet !== 10)
  const end = bytes.indexOf(headEnd, Math.max(start, 0))
  if (start < 0 || end < 0) return bytes
  const length = bodyLength(bytes.toString('latin1', start, end))
  return length === undefined ? bytes : bytes.subarray(0, end + headEnd.length + length)
}

/** What came out of a stream. `ping`: a keep-alive (RFC 5626 3.5.1). `lost`: where the next message begins is not known any more. */
export type Framed =
  | { readonly kind: 'message'; readonly bytes: Buffer }
  | { readonly kind: 'ping' }
  /** `head`: the message that cannot be cut out, as far as it goes, for an answer. */
  | { readonly kind: 'lost'; readonly head: Buffer }

/** What is left of a stream, and whether more of it makes sense. */
export interface StreamRest {
  readonly bytes: Buffer
  readonly frames: readonly Framed[]
}

/** Cuts messages out of a stream; what is not whole yet is given back. `mostBytes`: of one message. */
export function cutStream(bytes: Buffer, mostBytes: number): StreamRest {
  const frames: Framed[] = []
  let rest = bytes
  for (;;) {
    const skipped = leadingBreaks(rest)
    if (skipped >= 4) frames.push({ kind: 'ping' })
    // A single CRLF may be the first half of a ping.
    if (skipped === rest.length) return { bytes: skipped === 2 ? rest : Buffer.alloc(0), frames }
    const message = rest.subarray(skipped)
    const end = message.indexOf(headEnd)
    if (end < 0) {
      if (message.length > mostBytes) return lost(frames, message)
      return { bytes: message, frames }
    }
    const length = bodyLength(message.toString('latin1', 0, end))
    const bodyStart = end + headEnd.length
    if (length === undefined || bodyStart + length > mostBytes) return lost(frames, message.subarray(0, bodyStart))
    if (message.length < bodyStart + length) return { bytes: message, frames }
    frames.push({ kind: 'message', bytes: message.subarray(0, bodyStart + length) })
    rest = message.subarray(bodyStart + length)
  }
}

function lost(frames: Framed[], head: Buffer): StreamRest {
  return { bytes: Buffer.alloc(0), frames: [...frames, { kind: 'lost', head }] }
}

/** How many octets of whole CRLFs the stream begins with. */
function leadingBreaks(bytes: Buffer): number {
  let at = 0
  while (bytes[at] === 13 && bytes[at + 1] === 10) at += 2
  return at
}
