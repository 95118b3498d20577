import type { SipHeader } from '../../ports/sip.ts'

/** Compact forms (RFC 3261 7.3.3 and the extensions that define one). */
const compact: Readonly<Record<string, string>> = {
  a: 'accept-contact',
  b: 'referred-by',
  c: 'content-type',
  d: 'request-disposition',
  e: 'content-encoding',
  f: 'from',
  i: 'call-id',
  j: 'reject-contact',
  k: 'supported',
  l: 'content-length',
  m: 'contact',
  o: 'event',
  r: 'refer-to',
  s: 'subject',
  t: 'to',
  u: 'allow-events',
  v: 'via',
  x: 'session-expires',
}

interface Carrier {
  readonly headers: readonly SipHeader[]
}

/** The one spelling headers are compared by: lower case, never compact. */
export function headerKey(name: string): string {
  const lower = name.toLowerCase()
  return compact[lower] ?? lower
}

/** Values of every line of that name, in order; `key` is lower case and long. */
export function headerLines(message: Carrier, key: string): string[] {
  const found: string[] = []
  for (const header of message.headers) if (headerKey(header.name) === key) found.push(header.value)
  return found
}

/** Value of the first line of that name. */
export function headerLine(message: Carrier, key: string): string | undefined {
  return message.headers.find((header) => headerKey(header.name) === key)?.value
}

/**
 * Splits at a separator outside quotes and angle brackets (RFC 3261 7.3.1).
 * @returns undefined when quotes or brackets do not balance
 */
export function splitOutside(value: string, separator: ',' | ';'): string[] | undefined {
  const parts: string[] = []
  let start = 0
  let quoted = false
  let angled = false
  for (let i = 0; i < value.length; i++) {
    const char = value[i]
    if (quoted) {
      if (char === '\\') i++
      else if (char === '"') quoted = false
    } else if (char === '"') quoted = true
    else if (angled) {
      if (char === '>') angled = false
      else if (char === '<') return undefined
    } else if (char === '<') angled = true
    else if (char === '>') return undefined
    else if (char === separator) {
      parts.push(value.slice(start, i).trim())
      start = i + 1
    }
  }
  if (quoted || angled) return undefined
  parts.push(value.slice(start).trim())
  return parts
}

/** All elements of a header that may be a comma list over several lines; undefined when one does not balance. */
export function headerList(message: Carrier, key: string): string[] | undefined {
  const all: string[] = []
  for (const line of headerLines(message, key)) {
    const parts = splitOutside(line, ',')
    if (!parts) return undefined
    all.push(...parts)
  }
  return all
}

/** The headers without those of the given names. */
export function withoutHeaders(headers: readonly SipHeader[], ...keys: string[]): SipHeader[] {
  return headers.filter((header) => !keys.includes(headerKey(header.name)))
}
