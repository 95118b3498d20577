import { isHiddenName, maskCount, maskText } from './mask.rules.ts'

export type LogLevel = 'info' | 'warn' | 'error'
/** Beside what happened. Anything may stand here; what is no plain value is told by its kind. */
export type LogFields = Readonly<Record<string, unknown>>

export interface LogEntry {
  /** ms since the epoch. */
  readonly at: number
  readonly level: LogLevel
  /** In kebab-case, the same words each time. */
  readonly what: string
  readonly fields: LogFields
}

/** Characters of one text, after masking. */
const longestText = 4000
/** Longer ones are not even masked to their end. */
const longestRead = 4 * longestText
const deepest = 4
const widest = 50

/** One line of JSON, masked, with its line feed. `home`: this user's home folder. */
export function logLine({ at, level, what, fields }: LogEntry, home?: string): string {
  const { at: _at, level: _level, what: _what, ...rest } = fields
  const plain = maskValue(rest, { home, depth: 0 }) as object
  const line = { at: new Date(at).toISOString(), level, what: textOf(what, home), ...plain }
  return `${escapeControls(JSON.stringify(line))}\n`
}

interface Place {
  readonly home: string | undefined
  readonly depth: number
}

function maskValue(value: unknown, place: Place): unknown {
  if (typeof value === 'string') return textOf(value, place.home)
  if (typeof value === 'number') return maskCount(value)
  if (typeof value === 'boolean' || value === null || value === undefined) return value
  if (typeof value === 'bigint') return textOf(String(value), place.home)
  if (typeof value !== 'object') return `<${typeof value}>`
  if (place.depth >= deepest) return '<deep>'
  const inner = { ...place, depth: place.depth + 1 }
  if (value instanceof Error) return maskError(value, inner)
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString()
  if (ArrayBuffer.isView(value)) return `<${value.byteLength} bytes>`
  if (Array.isArray(value)) return value.slice(0, widest).map((one) => maskValue(one, inner))
  return maskObject(value, inner)
}

function maskObject(value: object, place: Place): object {
  const entries = Object.entries(value).slice(0, widest)
  return Object.fromEntries(
    entries.map(([name, one]) => [
      textOf(name, place.home),
      isHiddenName(name) && one !== null && one !== undefined ? '<hidden>' : maskValue(one, place),
    ]),
  )
}

function maskError(error: Error, place: Place): object {
  const { name, message, stack, cause } = error
  const { code } = error as { code?: unknown }
  return {
    type: textOf(name, place.home),
    message: textOf(message, place.home),
    stack: textOf(stack ?? '', place.home),
    ...(code === undefined ? {} : { code: maskValue(code, place) }),
    ...(cause === undefined ? {} : { cause: maskValue(cause, place) }),
  }
}

function textOf(text: string, home: string | undefined): string {
  const masked = maskText(text.slice(0, longestRead), home)
  return masked.length > longestText ? `${masked.slice(0, longestText)}…` : masked
}

/** JSON escapes the first 32 alone; DEL, C1 and the separators of lines too could move a terminal's cursor or break a line. */
const escapeControls = (json: string): string =>
  json.replace(/[\u007f-\u009f\u2028\u2029]/g, (found) => `\\u${found.charCodeAt(0).toString(16).padStart(4, '0')}`)
