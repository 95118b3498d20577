import type { UpdateFailure } from './update-state.rules.ts'

/** Codes of electron-updater and builder-util-runtime: the file is not what the publisher signed or the server described. */
const badFile: ReadonlySet<string> = new Set([
  'ERR_UPDATER_INVALID_SIGNATURE',
  'ERR_UPDATER_NO_CHECKSUM',
  'ERR_CHECKSUM_MISMATCH',
])
/** Codes of Node's own sockets. */
const badLine: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EPIPE',
  'ETIMEDOUT',
])

/** Chromium's network errors have their code nowhere but at the head of the text. */
const chromiumCode = /^net::(ERR_[A-Z0-9_]+)/

/** The closed reason of what the updater threw: its code decides; of an answer by HTTP its status. */
export function failureReason(error: unknown): UpdateFailure {
  if (typeof error !== 'object' || error === null) return 'other'
  const { code, message, statusCode } = error as { code?: unknown; message?: unknown; statusCode?: unknown }
  if (typeof statusCode === 'number') return 'network'
  const name = typeof code === 'string' ? code : undefined
  if (name !== undefined && badFile.has(name)) return 'signature'
  if (name !== undefined && badLine.has(name)) return 'network'
  return typeof message === 'string' && chromiumCode.test(message) ? 'network' : 'other'
}
