import { createHash } from 'node:crypto'
import { WebSocket } from 'ws'

const md5 = (text: string) => createHash('md5').update(text).digest('hex')

/** A message as a stranger would take it apart: start line, first value of each header, body. */
export interface RawMessage {
  readonly start: string
  /** Of a response, else 0. */
  readonly status: number
  readonly text: string
  header(name: string): string
}

/** Takes a message apart. */
export function readRaw(text: string): RawMessage {
  const [head = ''] = text.split('\r\n\r\n')
  const [start = '', ...lines] = head.split('\r\n')
  return {
    start,
    status: Number(/^SIP\/2\.0 (\d+)/.exec(start)?.[1] ?? 0),
    text,
    header(name) {
      const line = lines.find((one) => one.toLowerCase().startsWith(`${name.toLowerCase()}:`))
      return line?.slice(line.indexOf(':') + 1).trim() ?? ''
    },
  }
}

export interface RawClient {
  readonly socket: WebSocket
  /** Everything that came, keep-alives included. */
  readonly seen: RawMessage[]
  readonly closed: Promise<number>
  send(text: string): void
  /** The next message not yet taken. */
  next(): Promise<RawMessage>
}

/** Opens a plain WebSocket that knows nothing of SIP but its name. */
export async function openRaw(url: string, headers: Record<string, string> = {}): Promise<RawClient> {
  const socket = new WebSocket(url, 'sip', { headers })
  const seen: RawMessage[] = []
  const waiting: ((message: RawMessage) => void)[] = []
  let taken = 0
  socket.on('message', (data) => {
    const message = readRaw(String(data))
    seen.push(message)
    const first = waiting.shift()
    if (!first) return
    taken += 1
    first(message)
  })
  const closed = new Promise<number>((resolve) => socket.once('close', resolve))
  await new Promise((resolve, reject) => {
    socket.once('open', resolve)
    socket.once('error', reject)
  })
  return {
    socket,
    seen,
    closed,
    send: (text) => socket.send(text),
    next() {
      const message = seen[taken]
      if (message) {
        taken += 1
        return Promise.resolve(message)
      }
      return new Promise((resolve) => waiting.push(resolve))
    },
  }
}

export interface RawRequest {
  readonly method: string
  readonly uri: string
  readonly from: string
  readonly to: string
  readonly callId: string
  readonly cseq: number
  readonly branch?: string
  readonly more?: readonly string[]
  readonly body?: string
}

/** Writes a request by hand. `from` and `to` are whole header values. */
export function request(parts: RawRequest): string {
  const body = parts.body ?? ''
  const lines = [
    `${parts.method} ${parts.uri} SIP/2.0`,
    `Via: SIP/2.0/WS raw.invalid;branch=${parts.branch ?? `z9hG4bK${parts.callId}${parts.cseq}${parts.method}`}`,
    'Max-Forwards: 70',
    `From: ${parts.from}`,
    `To: ${parts.to}`,
    `Call-ID: ${parts.callId}`,
    `CSeq: ${parts.cseq} ${parts.method}`,
    ...(parts.more ?? []),
    `Content-Length: ${Buffer.byteLength(body)}`,
  ]
  return `${lines.join('\r\n')}\r\n\r\n${body}`
}

/** The answer to a challenge (RFC 2617 3.2.2). */
export function authorization(
  challenge: string,
  who: { readonly user: string; readonly password: string; readonly nc?: number },
  what: { readonly method: string; readonly uri: string },
): string {
  const param = (name: string) => new RegExp(`${name}="([^"]*)"`).exec(challenge)?.[1] ?? ''
  const nc = (who.nc ?? 1).toString(16).padStart(8, '0')
  const ha1 = md5(`${who.user}:${param('realm')}:${who.password}`)
  const ha2 = md5(`${what.method}:${what.uri}`)
  const response = md5(`${ha1}:${param('nonce')}:${nc}:raw:auth:${ha2}`)
  return (
    `Digest username="${who.user}", realm="${param('realm')}", nonce="${param('nonce')}", uri="${what.uri}", ` +
    `response="${response}", algorithm=MD5, qop=auth, cnonce="raw", nc=${nc}`
  )
}
