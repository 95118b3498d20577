import { splitOutside } from './headers.ts'
import { isHost } from './uri.ts'

/** Header parameters (RFC 3261 25.1 generic-param): names in lower case, quoted values without their quotes. */
export type Params = ReadonlyMap<string, string | null>

export const token = /^[A-Za-z0-9\-.!%*_+`'~]+$/
const quotedString = /^"(?:[^"\\]|\\.)*"$/s

/** Takes the quotes and backslashes off a quoted string. */
export function unquote(text: string): string {
  return text.slice(1, -1).replace(/\\(.)/gs, '$1')
}

/** Reads `name=value` parts; undefined when one is malformed or a name comes twice. */
export function parseParamParts(parts: readonly string[]): Params | undefined {
  const params = new Map<string, string | null>()
  for (const part of parts) {
    const at = part.indexOf('=')
    const name = (at < 0 ? part : part.slice(0, at)).trim().toLowerCase()
    if (!token.test(name) || params.has(name)) return undefined
    if (at < 0) {
      params.set(name, null)
      continue
    }
    const value = part.slice(at + 1).trim()
    if (quotedString.test(value)) params.set(name, unquote(value))
    else if (token.test(value) || isHost(value)) params.set(name, value)
    else return undefined
  }
  return params
}

/** Reads `;name=value;…` (leading semicolon included, or empty). */
export function parseParams(text: string): Params | undefined {
  const trimmed = text.trim()
  if (trimmed === '') return new Map()
  if (!trimmed.startsWith(';')) return undefined
  const parts = splitOutside(trimmed.slice(1), ';')
  return parts && parseParamParts(parts)
}
