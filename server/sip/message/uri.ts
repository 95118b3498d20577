/** A SIP or SIPS URI (RFC 3261 19.1.1). Host in lower case; parameters in order, names in lower case. */
export interface SipUri {
  readonly scheme: 'sip' | 'sips'
  readonly user: string | null
  readonly host: string
  readonly port: number | null
  readonly params: ReadonlyMap<string, string | null>
  /** What follows `?`, undecoded. */
  readonly headers: string | null
}

const userChars = /^(?:[A-Za-z0-9\-_.!~*'()&=+$,;?/]|%[0-9A-Fa-f]{2})+$/
const passwordChars = /^(?:[A-Za-z0-9\-_.!~*'()&=+$,]|%[0-9A-Fa-f]{2})*$/
const hostName = /^(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\.)*[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\.?$/
const ipv6 = /^\[[0-9A-Fa-f:.]{2,45}\]$/
const paramChars = /^(?:[[\]/:&+$A-Za-z0-9\-_.!~*'()]|%[0-9A-Fa-f]{2})+$/
const headerChars = /^(?:[[\]/?:+$A-Za-z0-9\-_.!~*'()=&]|%[0-9A-Fa-f]{2})+$/

/** Scheme of any absolute URI, in lower case; undefined when there is none (RFC 3986 3.1). */
export function uriScheme(text: string): string | undefined {
  return /^([A-Za-z][A-Za-z0-9+.-]*):/.exec(text)?.[1]?.toLowerCase()
}

/** Whether the text is a host name, an IPv4 or a bracketed IPv6 address. */
export function isHost(text: string): boolean {
  return text.length <= 255 && (hostName.test(text) || ipv6.test(text))
}

/** Whole number of a port, or undefined outside 1 to 65535. */
export function parsePort(text: string): number | undefined {
  if (!/^\d{1,5}$/.test(text)) return undefined
  const port = Number(text)
  return port >= 1 && port <= 65_535 ? port : undefined
}

function parseHostPort(text: string): { host: string; port: number | null } | undefined {
  const match = /^(\[[^\]]*\]|[^:]*)(?::(.*))?$/.exec(text)
  const host = match?.[1]
  if (host === undefined || !isHost(host)) return undefined
  const portText = match?.[2]
  const port = portText === undefined ? null : parsePort(portText)
  return port === undefined ? undefined : { host: host.toLowerCase(), port }
}

function parseUriParams(text: string): Map<string, string | null> | undefined {
  const params = new Map<string, string | null>()
  if (text === '') return params
  for (const part of text.split(';')) {
    const at = part.indexOf('=')
    const name = at < 0 ? part : part.slice(0, at)
    const value = at < 0 ? null : part.slice(at + 1)
    const key = name.toLowerCase()
    if (!paramChars.test(name) || (value !== null && !paramChars.test(value)) || params.has(key)) return undefined
    params.set(key, value)
  }
  return params
}

function parseUserInfo(text: string | null): { user: string | null } | undefined {
  if (text === null) return { user: null }
  const colon = text.indexOf(':')
  const user = colon < 0 ? text : text.slice(0, colon)
  if (!userChars.test(user) || (colon >= 0 && !passwordChars.test(text.slice(colon + 1)))) return undefined
  return { user: decodeEscapes(user) }
}

/** Undoes %HH; what is no UTF-8 stays as written. */
function decodeEscapes(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** Reads a whole sip: or sips: URI; undefined for anything else. */
export function parseSipUri(text: string): SipUri | undefined {
  const scheme = uriScheme(text)
  if (scheme !== 'sip' && scheme !== 'sips') return undefined
  const rest = text.slice(scheme.length + 1)
  const at = rest.lastIndexOf('@')
  const userInfo = parseUserInfo(at < 0 ? null : rest.slice(0, at))
  if (!userInfo) return undefined
  const tail = rest.slice(at + 1)
  const question = tail.indexOf('?')
  const headers = question < 0 ? null : tail.slice(question + 1)
  if (headers !== null && !headerChars.test(headers)) return undefined
  const beforeHeaders = question < 0 ? tail : tail.slice(0, question)
  const semicolon = beforeHeaders.indexOf(';')
  const hostPort = parseHostPort(semicolon < 0 ? beforeHeaders : beforeHeaders.slice(0, semicolon))
  const params = parseUriParams(semicolon < 0 ? '' : beforeHeaders.slice(semicolon + 1))
  if (!hostPort || !params || (semicolon >= 0 && params.size === 0)) return undefined
  return { scheme, user: userInfo.user, ...hostPort, params, headers }
}
