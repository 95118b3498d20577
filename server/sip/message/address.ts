import { type Params, parseParams, token, unquote } from './params.ts'
import { parseSipUri, uriScheme } from './uri.ts'

/** From, To, Contact, Route and the like (RFC 3261 20.10): `uri` as written, `params` those of the header. */
export interface Address {
  readonly display: string | null
  readonly uri: string
  readonly params: Params
}

const quotedStart = /^"(?:[^"\\]|\\.)*"/s
const absoluteUri = /^[A-Za-z][A-Za-z0-9+.-]*:[^\s<>"]+$/

/** Display name before `<`: a quoted string, or tokens apart by blanks; null when none, undefined when malformed. */
function parseDisplay(text: string): string | null | undefined {
  if (text === '') return null
  if (text.startsWith('"')) return quotedStart.exec(text)?.[0] === text ? unquote(text) : undefined
  return text.split(/[ \t]+/).every((word) => token.test(word)) ? text : undefined
}

function isUri(text: string): boolean {
  const scheme = uriScheme(text)
  if (scheme === 'sip' || scheme === 'sips') return parseSipUri(text) !== undefined
  return absoluteUri.test(text)
}

/** Reads one name-addr or addr-spec with its parameters; undefined when malformed. */
export function parseAddress(text: string): Address | undefined {
  const value = text.trim()
  const quoted = quotedStart.exec(value)?.[0] ?? ''
  const open = value.indexOf('<', quoted.length)
  if (open < 0) return quoted === '' ? parseBare(value) : undefined
  const close = value.indexOf('>', open)
  if (close < 0) return undefined
  const display = parseDisplay(value.slice(0, open).trim())
  const uri = value.slice(open + 1, close)
  const params = parseParams(value.slice(close + 1))
  if (display === undefined || params === undefined || !isUri(uri)) return undefined
  return { display, uri, params }
}

/** Without brackets what follows `;` belongs to the header, and `,` and `?` are not allowed in the URI (RFC 3261 20). */
function parseBare(value: string): Address | undefined {
  const semicolon = value.indexOf(';')
  const uri = (semicolon < 0 ? value : value.slice(0, semicolon)).trim()
  const params = parseParams(semicolon < 0 ? '' : value.slice(semicolon))
  if (params === undefined || /[,?]/.test(uri) || !isUri(uri)) return undefined
  return { display: null, uri, params }
}
